/* Lets the search over regions forgive: the server also knows other names and slips of the pen. */
(function () {
  "use strict";

  var SHORTEST = 2;
  var plain = null;
  var found = { typed: "", first: "" };

  function same(typed) { return typed.trim().toLowerCase(); }

  /* What the server found comes first; it bears what was typed, or the list would leave it out again. */
  function first(rows, typed) {
    var known = new Map(plain.map(function (option) { return [option.value, option]; }));
    var meant = rows.map(function (row) { return known.get(row.kode_wilayah); }).filter(Boolean);
    var codes = new Set(meant.map(function (option) { return option.value; }));
    found = { typed: same(typed), first: meant.length ? meant[0].label : "" };
    return meant.map(function (option) {
      return Object.assign({}, option, { search: option.label + " " + typed });
    }).concat(plain.filter(function (option) { return !codes.has(option.value); }));
  }

  function suggest(typed, options) {
    plain = plain || options;
    if (!typed || typed.trim().length < SHORTEST) { return plain; }
    var query = new URLSearchParams({ q: typed.trim(), lang: document.documentElement.lang });
    return fetch("/cari.json?" + query.toString()).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.json();
    }).then(function (answer) { return first(answer.hasil, typed); }).catch(function () {
      return window.dash_clientside.no_update;
    });
  }

  function isFirst(label, typed) { return found.typed === same(typed) && found.first === label.trim(); }

  window.dash_clientside = Object.assign({}, window.dash_clientside, { cari: { suggest: suggest, isFirst: isFirst } });
}());
