/* Writes the trend of the whole country up to the chosen month: drawing, caption, key, table, files and words. */
(function () {
  "use strict";

  var susun = window.pantau.susun;
  var kata = window.pantau.kata;
  var el = susun.el;

  function points(state, options) { return window.pantau.nilai.points(options.nation, state); }

  function last(found) { return found[found.length - 1]; }

  /* The axis ends with the last month on record, or with a later one that is chosen. */
  function axis(state, options) {
    var months = options.months[state.pemilihan];
    return Math.max(0, months.indexOf(state.sampai) - months.indexOf(options.latest[state.pemilihan]));
  }

  function monthName(month, state, options) { return kata.month(Object.assign({}, state, { sampai: month }), options); }

  function alt(state, phrases, options) {
    var found = points(state, options);
    return kata.fill(phrases.teks.trend_alt, {
      place: options.country,
      topic: kata.counted(state, options),
      first: monthName(found[0].month, state, options),
      last: monthName(last(found).month, state, options),
      value: kata.readingWords(last(found).reading, state, options)
    });
  }

  function caption(found, state, phrases, options) {
    var title = kata.fill(phrases.teks.trend_title, { place: options.country, topic: kata.counted(state, options) });
    var pale = found.some(function (point) { return point.reading.unexplained; });
    var notes = last(found).reading.value === null ? ["trend_nothing"] : ["trend_panels"].concat(pale ? ["trend_pale"] : []);
    return el("figcaption", [el("strong", title)].concat(notes.map(function (name) {
      return el("span", phrases.teks[name], { "class": "hint" });
    })));
  }

  function table(found, state, phrases, options) {
    var heads = ["column_month", "column_added", "column_total", "column_unexplained"];
    function bare(value) { return value ? kata.number(value, options) : ""; }
    var rows = found.map(function (point) {
      return [
        monthName(point.month, state, options), bare(point.added), susun.numberCell(point.reading, phrases, options),
        bare(point.reading.unexplained)
      ];
    });
    var notes = susun.nothingNote(found.map(function (point) { return point.reading; }), phrases);
    return el("details", [
      el("summary", phrases.teks.trend_table_summary),
      susun.hint(alt(state, phrases, options)),
      susun.table(heads.map(function (name) { return phrases.teks[name]; }), rows, [1, 2, 3], notes)
    ]);
  }

  /* Written by the server for each axis, as it needs no numbers. */
  function key(state, phrases, options) {
    var written = document.createElement("template");
    written.innerHTML = phrases.kunci[state.pemilihan][axis(state, options)];
    return written.content.firstChild;
  }

  function notes(state, phrases, options) {
    var found = points(state, options);
    var whole = Object.assign({}, state, { wilayah: null, tren: options.defaults.tren });
    return [
      caption(found, state, phrases, options),
      key(state, phrases, options),
      table(found, state, phrases, options),
      susun.files("tren-pelanggaran", whole, phrases, options)
    ];
  }

  /* The frame gives each colour by its name. */
  function coloured(part, colours) {
    if (typeof part === "string") { return part.charAt(0) === "@" ? colours[part.slice(1)] : part; }
    if (Array.isArray(part)) { return part.map(function (one) { return coloured(one, colours); }); }
    if (part === null || typeof part !== "object") { return part; }
    return Object.keys(part).reduce(function (found, name) {
      found[name] = coloured(part[name], colours);
      return found;
    }, {});
  }

  function hovers(found, state, options) {
    return found.map(function (point) {
      return "<b>" + monthName(point.month, state, options) + "</b><br>" +
        kata.readingWords(point.reading, state, options) +
        (point.added ? "<br>+" + kata.number(point.added, options) : "");
    });
  }

  function filled(trace, values, said) {
    return Object.assign({}, trace, { x: trace.x.slice(0, values.length), y: values, customdata: said });
  }

  function range(axis, values, phrases) {
    var highest = Math.max.apply(null, [phrases.sumbu.sedikitnya].concat(values));
    return Object.assign({}, axis, { range: [0, highest * phrases.sumbu.ruang] });
  }

  function named(parts, name, change) {
    return parts.map(function (part) { return part.name === name ? Object.assign({}, part, change) : part; });
  }

  function ends(annotations, value, day, options) {
    if (value === null) { return annotations.filter(function (note) { return note.name !== "akhir"; }); }
    return named(annotations, "akhir", { x: day, y: value, text: "<b>" + kata.number(value, options) + "</b>" });
  }

  function figure(state, theme, phrases, options) {
    var found = points(state, options);
    var frame = coloured(phrases.bingkai[state.pemilihan][axis(state, options)], phrases.warna[theme]);
    var said = hovers(found, state, options);
    var totals = found.map(function (point) { return point.reading.value; });
    var added = found.map(function (point) { return point.added; });
    var unexplained = found.map(function (point) { return point.unexplained; });
    var known = found.map(function (point) { return point.added - point.unexplained; });
    var layout = frame.layout;
    var day = frame.data[0].x[found.length - 1];
    return {
      data: [filled(frame.data[0], totals, said), filled(frame.data[1], known, said), filled(frame.data[2], unexplained, said)],
      layout: Object.assign({}, layout, {
        yaxis: range(layout.yaxis, totals.map(function (value) { return value || 0; }), phrases),
        yaxis2: range(layout.yaxis2, added, phrases),
        shapes: named(layout.shapes, "bulan", { x0: state.sampai + "-01", x1: day }),
        annotations: ends(layout.annotations, last(totals), day, options)
      })
    };
  }

  window.pantau = Object.assign(window.pantau || {}, { tren: { alt: alt, figure: figure, notes: notes } });
}());
