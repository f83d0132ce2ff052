/* Writes the page anew once its visitor rests, and asks the server only for what is chosen and only it knows. */
(function () {
  "use strict";

  var LONGEST = 250;
  var PANELS = ["region", "region-records"];
  var newest = null;
  var large = Boolean(new URLSearchParams(window.location.search).get("provinsi"));

  /* Where a file never arrives, the page stays as it is and says so, see 28-ambil-alih.js. */
  function whenKnown(answer) {
    var berkas = window.pantau.berkas;
    Promise.all([berkas.phrases, window.pantau.nilai.arrived]).then(function (files) { answer(files[0]); }, function () {});
  }

  /* What stands below the map waits until the browser is at ease; somebody may already choose the next. */
  function atEase(state, go) {
    newest = state;
    function goIfNewest() { if (newest === state) { go(); } }
    if (window.requestIdleCallback) { window.requestIdleCallback(goIfNewest, { timeout: LONGEST }); } else { window.setTimeout(goIfNewest, 0); }
  }

  function writeBelow(state, phrases, options) {
    var kalimat = window.pantau.kalimat;
    var put = window.pantau.susun.put;
    /* The table of a province is unfolded at first, and that of the country is not. */
    put("map-table", kalimat.map(state, phrases, options), large !== Boolean(state.provinsi));
    put("provinces", kalimat.provinces(state, phrases, options));
    put("trend-notes", window.pantau.tren.notes(state, phrases, options));
    large = Boolean(state.provinsi);
    document.getElementById("trend-frame").setAttribute("aria-label", window.pantau.tren.alt(state, phrases, options));
    if (isWhole(state, options)) { window.pantau.rincian.choices(state, phrases, options); }
  }

  function isWhole(state, options) { return state.tren === options.defaults.tren; }

  function drawTrend(state, phrases, options) {
    window.pantau.tunda.draw(function () {
      return window.pantau.tren.figure(state, window.pantau.peta.drawn().theme, phrases, options);
    });
  }

  function write(state, options) {
    ask(state);
    if (!isWhole(state, options)) { tell("of-trend", state); }
    if (!state.wilayah) { PANELS.forEach(empty); }
    whenKnown(function (phrases) {
      window.pantau.susun.put("headline", window.pantau.kalimat.headline(state, phrases, options));
      window.pantau.susun.put("language", [window.pantau.kalimat.language(state, phrases, options)]);
      atEase(state, function () {
        writeBelow(state, phrases, options);
        drawTrend(state, phrases, options);
      });
    });
  }

  function tell(place, state) { window.dash_clientside.set_props(place, { data: state }); }

  function ask(state) { if (state.wilayah) { tell("of-region", state); } }

  function empty(name) {
    if (document.getElementById(name).firstChild) { window.dash_clientside.set_props(name, { children: [] }); }
  }

  /* An answer may come when its region is no longer chosen. */
  function panel(answer, drawn) { return (window.pantau.halaman.settled() || drawn).wilayah ? answer : []; }

  /* Drawings of the server and of Plotly have the colours of their theme. */
  function recolour(theme, drawn, options) {
    var state = window.pantau.halaman.settled() || drawn;
    ask(state);
    whenKnown(function (phrases) { drawTrend(state, phrases, options); });
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, { tanya: { panel: panel, recolour: recolour } });
  window.pantau.tanya = { write: write };
}());
