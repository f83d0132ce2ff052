/* Writes headline, tables of regions and the link to the other language of a state, as the server would. */
(function () {
  "use strict";

  var susun = window.pantau.susun;
  var kata = window.pantau.kata;
  var el = susun.el;

  /* A change is [month, sentence, sentence, ...]; the month is named in the first of them. */
  function headline(state, phrases, options) {
    var month = options.months[state.pemilihan].indexOf(state.sampai);
    var said = phrases.kepala[state.pemilihan + "/" + state.tahap + "/" + state.satuan].filter(function (change) {
      return change[0] <= month;
    }).pop().slice(1).map(function (place) { return phrases.kalimat[place]; });
    var first = kata.fill(said[0], { month: kata.month(state, options) });
    return [el("p", phrases.kicker[state.pemilihan], { "class": "kicker" }), el("h1", first)].concat(
      said.slice(1).map(function (sentence) { return el("p", sentence, { "class": "lead" }); })
    );
  }

  function language(state, phrases, options) {
    var other = state.lang === "id" ? "en" : "id";
    return el("a", phrases.teks.other_language, {
      href: susun.address(state, { lang: other }, options), lang: other, hreflang: other
    });
  }

  function rateCell(entry, phrases, options) {
    if (entry.rate === null) { return ""; }
    var rate = kata.number(entry.rate, options);
    return isSmall(entry, options) ? kata.fill(phrases.teks.cell_small, { rate: rate }) : rate;
  }

  function isSmall(entry, options) { return entry.rate !== null && entry.servants < options.rate.small; }

  function row(entry, state, phrases, options, shape) {
    return [
      susun.stateLink(window.pantau.nilai.name(entry.code), state, { wilayah: entry.code }, options)
    ].concat(
      shape.provinces ? [window.pantau.nilai.name(entry.code.slice(0, 2))] : [],
      [susun.numberCell(entry.reading, phrases, options)],
      shape.rates ? [rateCell(entry, phrases, options)] : []
    );
  }

  function entryTable(entries, state, phrases, options, provinces) {
    var shape = { provinces: provinces, rates: window.pantau.peta.compared(state, options) };
    var words = ["column_region"].concat(provinces ? ["column_province"] : []);
    var numbers = ["column_number"].concat(shape.rates ? ["column_rate"] : []);
    var small = entries.some(function (entry) { return isSmall(entry, options); });
    return susun.table(
      words.concat(numbers).map(function (name) { return phrases.teks[name]; }),
      entries.map(function (entry) { return row(entry, state, phrases, options, shape); }),
      numbers.map(function (_, index) { return words.length + index; }),
      susun.nothingNote(entries.map(function (entry) { return entry.reading; }), phrases).concat(
        small ? [susun.hint(phrases.teks.cell_small_note)] : []
      )
    );
  }

  function isKnown(entry) { return entry.reading.value !== null; }

  /* The most first, of equals the lower code; what has no number comes last. */
  function ranked(entries) {
    return entries.slice().sort(function (one, other) {
      return isKnown(other) - isKnown(one) || other.shown - one.shown || (one.code < other.code ? -1 : 1);
    });
  }

  /* Of a country the regions with most on record; of a province, which are few, them all. */
  function listed(entries, state, phrases, options) {
    if (state.provinsi) { return ranked(entries); }
    return ranked(entries.filter(function (entry) {
      return entry.kind >= options.kinds.ada && entry.kind < options.kinds.disembunyikan;
    })).slice(0, phrases.baris);
  }

  function map(state, phrases, options) {
    var entries = window.pantau.peta.entries(state, options);
    var shown = listed(entries, state, phrases, options);
    var summary = kata.fill(phrases.teks[state.provinsi ? "map_table_province" : "map_table_summary"], {
      province: kata.province(state),
      shown: kata.number(shown.length, options),
      published: kata.number(entries.filter(isKnown).length, options)
    });
    var across = state.tingkat !== "provinsi" && !state.provinsi;
    return [
      el("details", [
        el("summary", summary), entryTable(shown, state, phrases, options, across), susun.hint(phrases.teks.map_table_more)
      ], state.provinsi ? { open: "" } : {}),
      susun.files("peta-pelanggaran", state, phrases, options)
    ];
  }

  function others(entries, state, phrases, options) {
    if (!entries.length) { return []; }
    var parts = entries.map(function (entry) {
      return [susun.stateLink(window.pantau.nilai.name(entry.code), state, { wilayah: entry.code }, options), ", "];
    });
    var named = [].concat.apply([], parts).slice(0, -1);
    return [el("p", [phrases.teks.provinces_nothing, " "].concat(named, ["."]), { "class": "listed" })];
  }

  function provinces(state, phrases, options) {
    var entries = window.pantau.nilai.codes("provinsi", null).map(function (code) {
      return window.pantau.peta.entryOf(code, state, options);
    });
    var known = ranked(entries.filter(isKnown));
    var title = kata.fill(phrases.teks.provinces_title, {
      topic: kata.capital(kata.counted(state, options)), month: kata.month(state, options)
    });
    return [el("h2", phrases.teks.provinces_heading), el("p", el("strong", title)), susun.hint(phrases.teks.provinces_note)]
      .concat(
        known.length ? [entryTable(known, state, phrases, options, false)] : [],
        others(entries.filter(function (entry) { return !isKnown(entry); }), state, phrases, options)
      );
  }

  window.pantau = Object.assign(window.pantau || {}, {
    kalimat: { headline: headline, language: language, map: map, provinces: provinces }
  });
}());
