/* For pages that frame our charts: gives each frame the height that its chart asks for. Touches frames of our site alone. */
(function () {
  "use strict";
  if (window.pantauSematkan) { return; }
  window.pantauSematkan = true;
  var own = new URL(document.currentScript.src).origin;

  /* A host may close a frame in, which then has no origin that a message could name: its address tells whose it is. */
  function isOurs(frame) {
    try { return new URL(frame.src, document.baseURI).origin === own; } catch (error) { return false; }
  }

  window.addEventListener("message", function (event) {
    var said = event.data;
    if (!said || said.pantau !== "tinggi" || !(said.height > 0)) { return; }
    Array.prototype.forEach.call(document.getElementsByTagName("iframe"), function (frame) {
      if (frame.contentWindow !== event.source || !isOurs(frame)) { return; }
      frame.height = said.height;
      frame.style.height = said.height + "px";
    });
  });

  /* Charts that were there before this script have told their height to nobody. */
  Array.prototype.filter.call(document.getElementsByTagName("iframe"), isOurs).forEach(function (frame) {
    frame.contentWindow.postMessage({ pantau: "ukur" }, "*");
  });
}());
