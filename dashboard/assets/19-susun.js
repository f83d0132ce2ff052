/* Builds parts of the page as the server writes them: elements, links, tables and files; Dash leaves these places alone. */
(function () {
  "use strict";

  function el(name, children, attributes) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    made.append.apply(made, [].concat(children));
    return made;
  }

  function hint(said) { return el("p", said, { "class": "hint" }); }

  /* Gives a place what it holds from now on; what was unfolded there stays so, and the focus stays where it was. */
  function put(name, parts, folded) {
    var place = document.getElementById(name);
    var old = Array.from(place.querySelectorAll("details"));
    var focused = place.contains(document.activeElement) ? document.activeElement : null;
    var index = focused ? Array.from(place.querySelectorAll(focused.tagName)).indexOf(focused) : -1;
    place.replaceChildren.apply(place, parts);
    if (!folded) {
      place.querySelectorAll("details").forEach(function (now, at) { now.open = old[at] ? old[at].open : now.open; });
    }
    var again = focused && place.querySelectorAll(focused.tagName)[index];
    if (again) { again.focus({ preventScroll: true }); }
  }

  /* What stands in a place already is not written anew: the browser would lay out what is around it. */
  function say(place, said) {
    var node = typeof place === "string" ? document.getElementById(place) : place;
    if (node.textContent !== said) { node.textContent = said; }
  }

  function hide(place, hidden) {
    var node = typeof place === "string" ? document.getElementById(place) : place;
    if (node.hidden !== hidden) { node.hidden = hidden; }
  }

  function address(state, changes, options) {
    return "/" + window.pantau.halaman.write(Object.assign({}, state, changes), options);
  }

  /* The browser takes over what such a link leads to, without loading the page anew. */
  function stateLink(said, state, changes, options) {
    return el("a", said, { href: address(state, changes, options), "data-state": "1" });
  }

  function side(index, numeric) { return numeric.indexOf(index) < 0 ? "word" : "number"; }

  function cell(content, index, numeric) {
    if (index === 0) { return el("th", content, { scope: "row" }); }
    var wordy = numeric.indexOf(index) >= 0 && content !== "" && !/\d/.test(content);
    return el("td", content, { "class": side(index, numeric) + (wordy ? " nothing" : "") });
  }

  function table(heads, rows, numeric, notes) {
    var head = heads.map(function (said, index) {
      return el("th", said, { scope: "col", "class": side(index, numeric) });
    });
    var body = rows.map(function (row) {
      return el("tr", row.map(function (content, index) { return cell(content, index, numeric); }));
    });
    return el("div", [el("table", [el("thead", el("tr", head)), el("tbody", body)])].concat(notes), {
      "class": "table-wrap"
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

  /* The link to the page that makes the code of a chart, filled in. */
  function shareLink(chart, asked, lang, phrases) {
    var query = new URLSearchParams([["grafik", chart]].concat(Array.from(asked)));
    if (lang) { query.set("lang", lang); }
    return el("a", phrases.teks.share_link, { href: "/sematkan?" + query.toString(), "class": "file file-share" });
  }

  /* The links that download what a chart shows, with those choices that mean something to it. */
  function files(chart, state, phrases, options) {
    var known = phrases.berkas[chart];
    var asked = new URLSearchParams(window.pantau.halaman.write(state, options));
    var lang = asked.get("lang");
    Array.from(asked.keys()).forEach(function (name) {
      if (name === "lang" || known.parameter.indexOf(name) < 0) { asked.delete(name); }
    });
    var links = known.akhiran.map(function (suffix) {
      var query = new URLSearchParams(asked);
      if (suffix === "csv") { query.set("unduh", "1"); }
      var target = "/grafik/" + chart + "." + suffix + (query.toString() ? "?" + query.toString() : "");
      return el("a", phrases.teks["download_" + suffix], { href: target, "class": "file file-" + suffix });
    });
    return el("p", links.concat([shareLink(chart, asked, lang, phrases)]), { "class": "files" });
  }

  window.pantau = Object.assign(window.pantau || {}, {
    susun: {
      address: address, el: el, files: files, hide: hide, hint: hint, nothingNote: nothingNote, numberCell: numberCell,
      put: put, say: say, stateLink: stateLink, table: table
    }
  });
}());
