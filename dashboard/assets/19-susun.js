/* Builds parts of the page as Dash takes them from the server: elements, links, tables and files. */
(function () {
  "use strict";

  function el(type, children, props) {
    return { namespace: "dash_html_components", type: type, props: Object.assign({ children: children }, props) };
  }

  function hint(said) { return el("P", said, { className: "hint" }); }

  function address(state, changes, options) {
    return "/" + window.pantau.halaman.write(Object.assign({}, state, changes), options);
  }

  /* The browser takes over what such a link leads to, without loading the page anew. */
  function stateLink(said, state, changes, options) {
    return el("A", said, { href: address(state, changes, options), "data-state": "1" });
  }

  function side(index, numeric) { return numeric.indexOf(index) < 0 ? "word" : "number"; }

  function cell(content, index, numeric) {
    if (index === 0) { return el("Th", content, { scope: "row" }); }
    var wordy = numeric.indexOf(index) >= 0 && content !== "" && !/\d/.test(content);
    return el("Td", content, { className: side(index, numeric) + (wordy ? " nothing" : "") });
  }

  function table(heads, rows, numeric, notes) {
    var head = heads.map(function (said, index) {
      return el("Th", said, { scope: "col", className: side(index, numeric) });
    });
    var body = rows.map(function (row) {
      return el("Tr", row.map(function (content, index) { return cell(content, index, numeric); }));
    });
    return el("Div", [el("Table", [el("Thead", el("Tr", head)), el("Tbody", body)])].concat(notes), {
      className: "table-wrap"
    });
  }

  /* A number as it stands in a table: bare, or shortly that there is none, which the note under the table explains. */
  function numberCell(reading, phrases, options) {
    if (reading.status === "nihil_terpublikasi") { return phrases.teks.cell_nothing; }
    if (reading.value === null || reading.status === "nol") { return options.labels.status[reading.status]; }
    var bare = window.pantau.kata.number(reading.value, options);
    return reading.implied ? window.pantau.kata.fill(phrases.teks.cell_implied, { number: bare }) : bare;
  }

  function nothingNote(readings, phrases) {
    var missing = readings.some(function (reading) { return reading.status === "nihil_terpublikasi"; });
    return missing ? [hint(phrases.teks.cell_nothing_note)] : [];
  }

  /* The links that download what a chart shows, with those choices that mean something to it. */
  function files(chart, state, phrases, options) {
    var known = phrases.berkas[chart];
    var asked = new URLSearchParams(window.pantau.halaman.write(state, options));
    Array.from(asked.keys()).forEach(function (name) {
      if (name === "lang" || known.parameter.indexOf(name) < 0) { asked.delete(name); }
    });
    return el("P", known.akhiran.map(function (suffix) {
      var query = new URLSearchParams(asked);
      if (suffix === "csv") { query.set("unduh", "1"); }
      var target = "/grafik/" + chart + "." + suffix + (query.toString() ? "?" + query.toString() : "");
      return el("A", phrases.teks["download_" + suffix], { href: target, className: "file file-" + suffix });
    }), { className: "files" });
  }

  window.pantau = Object.assign(window.pantau || {}, {
    susun: {
      address: address, el: el, files: files, hint: hint, nothingNote: nothingNote, numberCell: numberCell,
      stateLink: stateLink, table: table
    }
  });
}());
