/* Puts what the server has drawn of the trend into the page: Dash has no SVG of its own. */
(function () {
  "use strict";

  /* The link that was followed goes with the old drawing; the focus stays on the choice. */
  function write(drawn) {
    var place = document.getElementById("trend-choice");
    if (!place) { return; }
    var followed = place.contains(document.activeElement);
    place.innerHTML = drawn || "";
    var current = place.querySelector("[aria-current]");
    if (followed && current) { current.focus({ preventScroll: true }); }
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, { rincian: { write: write } });
}());
