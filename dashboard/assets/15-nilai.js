/* Fetches all numbers of the release once, and says what is known of a region at the end of any month. */
(function () {
  "use strict";

  var link = document.querySelector('link[rel="preload"][href^="/nilai/"]');
  var kept = null;
  var arrived = link ? load(link.getAttribute("href")) : Promise.reject(new Error("no file"));

  function load(address) {
    return window.fetch(address).then(function (answer) {
      if (!answer.ok) { throw new Error(address); }
      return answer.json();
    }).then(function (file) {
      kept = file;
      return file;
    });
  }

  /* A change is [month, number, not broken down, status, implied], without zeros at its end. */
  function reading(code, state) {
    var series = kept.nilai[state.pemilihan + "/" + state.tahap + "/" + state.satuan] || {};
    var month = kept.bulan[state.pemilihan].indexOf(state.sampai);
    var last = null;
    (series[code] || []).forEach(function (change) { if (change[0] <= month) { last = change; } });
    var status = last ? kept.status[last[3] || 0] : "nihil_terpublikasi";
    var bare = status === "nihil_terpublikasi" || status === "disembunyikan";
    return { value: bare ? null : last[1], status: status, implied: Boolean(last && last[4]) };
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
    nilai: { arrived: arrived, known: known, reading: reading, name: name, servants: servants, codes: codes }
  });
  arrived.catch(function () { /* the page says so, see 20-halaman.js */ });
}());
