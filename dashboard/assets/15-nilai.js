/* Says what is known of a region at the end of any month, from the file of all numbers of the release. */
(function () {
  "use strict";

  var kept = null;
  var arrived = window.pantau.berkas.values.then(function (file) {
    kept = file;
    return file;
  });

  /* A change is [month, number, not broken down, status, implied], without zeros at its end. */
  function changes(code, state) {
    var series = kept.nilai[state.pemilihan + "/" + state.tahap + "/" + state.satuan] || {};
    return series[code] || [];
  }

  function place(state) { return kept.bulan[state.pemilihan].indexOf(state.sampai); }

  function readingOf(change) {
    var status = change ? kept.status[change[3] || 0] : "nihil_terpublikasi";
    var bare = status === "nihil_terpublikasi" || status === "disembunyikan";
    return {
      value: bare ? null : change[1], unexplained: (change && change[2]) || 0, status: status,
      implied: Boolean(change && change[4])
    };
  }

  function reading(code, state) {
    var month = place(state);
    return readingOf(changes(code, state).filter(function (change) { return change[0] <= month; }).pop());
  }

  /* What each month up to the chosen one added, how much of it no smaller region explains, and what was known then. */
  function points(code, state) {
    var found = changes(code, state);
    return kept.bulan[state.pemilihan].slice(0, place(state) + 1).map(function (month, index) {
      var known = found.filter(function (change) { return change[0] <= index; });
      var last = known.pop();
      var before = known.pop() || [0, 0];
      var fresh = Boolean(last && last[0] === index);
      var added = fresh ? last[1] - before[1] : 0;
      var grown = fresh ? (last[2] || 0) - (before[2] || 0) : 0;
      return { month: month, added: added, unexplained: Math.max(0, Math.min(added, grown)), reading: readingOf(last) };
    });
  }

  function known() { return kept !== null; }
  function name(code) { return kept.wilayah[code][0]; }
  function servants(code) { return kept.wilayah[code][1] || null; }

  function codes(level, province) {
    var length = level === "provinsi" ? 2 : 4;
    return Object.keys(kept.wilayah).filter(function (code) {
      return code.length === length && code !== "00" && (!province || code.slice(0, 2) === province);
    }).sort();
  }

  window.pantau = Object.assign(window.pantau || {}, {
    nilai: { arrived: arrived, known: known, reading: reading, points: points, name: name, servants: servants, codes: codes }
  });
  arrived.catch(function () { /* the page says so, see 28-ambil-alih.js */ });
}());
