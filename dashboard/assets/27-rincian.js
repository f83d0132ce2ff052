/* Puts the choices of the trend into the page, and what the server has drawn of the one that is chosen. */
(function () {
  "use strict";

  var susun = window.pantau.susun;

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
  function write(drawn, state, options) {
    if (!place()) { return; }
    var changed = window.pantau.tanya.changed;
    var whole = state.tren === options.defaults.tren;
    var first = !changed("settled") && !changed("trend-drawn");
    if (first || (!whole && changed("trend-drawn"))) { put(function () { place().innerHTML = drawn || ""; }); }
    if (whole && changed("settled")) {
      window.pantau.berkas.phrases.then(function (phrases) { choices(state, phrases, options); }, function () {});
    }
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, { rincian: { write: write } });
}());
