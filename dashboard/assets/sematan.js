/* Tells the page that frames this chart how high it is; hosts made for pym.js understand the second form. */
(function () {
  "use strict";
  if (window.parent === window) { return; }
  var child = new URLSearchParams(window.location.search).get("childId") || "";
  var told = 0;

  function tell() {
    var height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) { return; }
    told = height;
    window.parent.postMessage({ pantau: "tinggi", height: height }, "*");
    window.parent.postMessage(["pym", child, "height", height].join("xPYMx"), "*");
  }

  new ResizeObserver(tell).observe(document.documentElement);
  tell();
}());
