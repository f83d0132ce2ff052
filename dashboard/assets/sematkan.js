/* For pages that frame our charts: gives each frame the height that its chart asks for. Listens to our own site alone. */
(function () {
  "use strict";
  if (window.pantauSematkan) { return; }
  window.pantauSematkan = true;
  var own = new URL(document.currentScript.src).origin;

  window.addEventListener("message", function (event) {
    var said = event.data;
    if (event.origin !== own || !said || said.pantau !== "tinggi" || !(said.height > 0)) { return; }
    Array.prototype.forEach.call(document.getElementsByTagName("iframe"), function (frame) {
      if (frame.contentWindow === event.source) { frame.height = said.height; frame.style.height = said.height + "px"; }
    });
  });
}());
