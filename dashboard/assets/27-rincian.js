/* Puts the choices of the trend into the page, and what the server has drawn of the one that is chosen. */
(function () {
  "use strict";

  var susun = window.pantau.susun;
  var begun = false;

  function place() { return document.getElementById("trend-choice"); }

  /* The link that was followed goes with the old drawing; the focus stays on the choice. */
  function put(fill) {
    var followed = place().contains(document.activeElement);
    fill();
    var current = place().querySelector("[aria-current]");
    if (followed && current) { current.focus({ preventScroll: true }); }
  }

  function choice(value, state, phrases, options) {
    var current = value === state.tren ? { "aria-current": "true" } : {};
    return susun.el("li", susun.el("a", phrases.teks["trend_choice_" + value], Object.assign({
      href: susun.address(state, { tren: value }, options) + "#" + phrases.jangkar, "data-state": "1"
    }, current)));
  }

  function choices(state, phrases, options) {
    var heading = phrases.teks.trend_choice_heading;
    var links = phrases.tren.map(function (value) { return choice(value, state, phrases, options); });
    var list = susun.el("nav", susun.el("ul", links), { "class": "pilihan-tren", "aria-label": heading });
    put(function () { place().replaceChildren(susun.el("h3", heading), list); });
  }

  /* What is drawn of the whole is the figure above, so that only its choices are left to write. */
  function write(answer, drawn, options) {
    var state = window.pantau.halaman.settled() || drawn;
    if (begun && state.tren === options.defaults.tren) { return; }
    begun = true;
    put(function () { place().innerHTML = answer || ""; });
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, { rincian: { write: write } });
  window.pantau.rincian = { choices: choices };
}());
