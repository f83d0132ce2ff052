/* Writes the page anew once its visitor rests, and asks the server only for what is chosen and only it knows. */
(function () {
  "use strict";

  var LONGEST = 250;
  var newest = "";
  var large = Boolean(new URLSearchParams(window.location.search).get("provinsi"));

  function none() { return window.dash_clientside.no_update; }

  function changed(name) {
    return window.dash_clientside.callback_context.triggered.some(function (one) { return one.prop_id === name + ".data"; });
  }

  /* Where a file never arrives, the page stays as it is and says so, see 28-ambil-alih.js. */
  function whenKnown(answer, unknown) {
    var berkas = window.pantau.berkas;
    return Promise.all([berkas.phrases, window.pantau.nilai.arrived]).then(function (files) {
      return answer(files[0]);
    }, function () { return unknown; });
  }

  /* What stands below the map waits until the browser is at ease; somebody may already choose the next. */
  function atEase(state, answer) {
    var mine = newest = JSON.stringify(state);
    return new Promise(function (done) {
      var go = function () { done(mine === newest ? answer() : none()); };
      if (window.requestIdleCallback) { window.requestIdleCallback(go, { timeout: LONGEST }); } else { window.setTimeout(go, 0); }
    });
  }

  function writeBelow(state, phrases, options) {
    var kalimat = window.pantau.kalimat;
    var put = window.pantau.susun.put;
    /* The table of a province is unfolded at first, and that of the country is not. */
    put("map-table", kalimat.map(state, phrases, options), large !== Boolean(state.provinsi));
    put("provinces", kalimat.provinces(state, phrases, options));
    put("trend-notes", window.pantau.tren.notes(state, phrases, options));
    large = Boolean(state.provinsi);
    return window.pantau.tren.alt(state, phrases, options);
  }

  function write(state, options) {
    return whenKnown(function (phrases) {
      window.pantau.susun.put("headline", window.pantau.kalimat.headline(state, phrases, options));
      window.pantau.susun.put("language", [window.pantau.kalimat.language(state, phrases, options)]);
      return atEase(state, function () { return writeBelow(state, phrases, options); });
    }, none());
  }

  function trend(state, theme, options) {
    return whenKnown(function (phrases) {
      return atEase(state, function () { return window.pantau.tren.figure(state, theme, phrases, options); });
    }, none());
  }

  function ask(state, theme, options) {
    var broken = state.tren !== options.defaults.tren && changed("settled");
    return [state.wilayah ? state : none(), broken ? state : none()];
  }

  /* An answer may come when its region is no longer chosen. */
  function panel(answer, state) {
    if (!state.wilayah) { return []; }
    return changed("region-drawn") || changed("records-drawn") ? answer : none();
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    tanya: { ask: ask, panel: panel, trend: trend, write: write }
  });
  window.pantau.tanya = { changed: changed };
}());
