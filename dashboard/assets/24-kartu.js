/* Shows one card for the region that is pointed at, tapped or reached with the arrow keys. */
(function () {
  "use strict";

  var WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  var LEAVE = 150;
  var shown = null;
  var pinned = false;
  var leaving = 0;
  var view = "";

  function node(name) { return document.getElementById(name); }
  function entryOf(code) {
    return window.pantau.peta.drawn().entries.find(function (entry) { return entry.code === code; });
  }

  /* The page of a region knows election, stage, unit and month, but no map. */
  function addressOf(code) {
    var drawn = window.pantau.peta.drawn();
    var state = Object.assign({}, drawn.state, { wilayah: null, provinsi: null });
    ["ukuran", "tingkat"].forEach(function (name) { state[name] = drawn.options.defaults[name]; });
    return "/wilayah/" + code + window.pantau.halaman.write(state, drawn.options);
  }

  function write(entry) {
    var drawn = window.pantau.peta.drawn();
    var code = entry.code;
    var words = window.pantau.kata.entryWords(entry, drawn.state, drawn.options);
    node("card-name").textContent = window.pantau.nilai.name(code);
    node("card-province").textContent = code.length > 2 ? window.pantau.nilai.name(code.slice(0, 2)) : "";
    node("card-number").textContent = window.pantau.kata.capital(words);
    node("card-small").hidden = entry.rate === null || entry.servants >= drawn.options.rate.small;
    node("card-link").setAttribute("href", addressOf(code));
    return window.pantau.nilai.name(code) + ": " + words;
  }

  function mark(code) {
    document.querySelectorAll("#map path.pointed").forEach(function (path) { path.classList.remove("pointed"); });
    var shape = code && window.pantau.peta.shapes()[code];
    if (shape) { shape.classList.add("pointed"); }
    return shape;
  }

  /* Beside the region, on the side with more room, and never beyond the edges of the map. */
  function place(shape) {
    var box = node("map-box").getBoundingClientRect();
    var card = node("map-card");
    var area = shape ? shape.getBoundingClientRect() : box;
    var right = area.right - box.left + 12;
    var left = area.left - box.left - card.offsetWidth - 12;
    var x = right + card.offsetWidth <= box.width ? right : Math.max(0, left);
    var y = Math.min(Math.max(0, area.top - box.top), Math.max(0, box.height - card.offsetHeight));
    card.style.setProperty("--x", Math.round(x) + "px");
    card.style.setProperty("--y", Math.round(y) + "px");
  }

  function show(code, options) {
    var entry = entryOf(code);
    if (!entry) { hide(); return; }
    window.clearTimeout(leaving);
    shown = code;
    pinned = options.pinned;
    var said = write(entry);
    node("map-card").hidden = false;
    node("map-card").classList.toggle("pinned", pinned);
    place(mark(code));
    if (options.said) { node("map-said").textContent = said; }
  }

  function hide() {
    if (!shown) { return; }
    if (node("map-card").contains(document.activeElement)) { node("map-keys").focus({ preventScroll: true }); }
    shown = null;
    pinned = false;
    node("map-card").hidden = true;
    mark(null);
  }

  /* A new month changes the words; another map has other regions. */
  function redraw(drawn) {
    var now = drawn.state.tingkat + (drawn.state.provinsi || "");
    if (now !== view) { hide(); }
    view = now;
    if (shown) { write(entryOf(shown)); }
  }

  function listen() {
    var graph = document.querySelector("#map .js-plotly-plot");
    if (!graph || !graph.on) { return; }
    graph.on("plotly_afterplot", function () {
      window.pantau.peta.repaint();
      window.pantau.batas.write();
      mark(shown);
    });
    window.pantau.peta.repaint();
    window.pantau.batas.write();
    graph.on("plotly_hover", function (event) { if (!pinned) { show(event.points[0].location, { pinned: false }); } });
    graph.on("plotly_unhover", function () {
      if (!pinned) { leaving = window.setTimeout(function () { if (!pinned) { hide(); } }, LEAVE); }
    });
    graph.on("plotly_click", function (event) {
      var state = window.pantau.peta.drawn().state;
      if (window.pantau.halaman.small.matches && !state.provinsi) { hide(); return; }
      show(event.points[0].location, { pinned: true, said: true });
    });
  }

  function middle(shape) {
    var box = shape.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  /* The nearest region that lies more in this direction than beside it. */
  function neighbour(code, way) {
    var shapes = window.pantau.peta.shapes();
    var from = middle(shapes[code]);
    var best = null;
    window.pantau.peta.drawn().entries.forEach(function (entry) {
      var shape = entry.code !== code && shapes[entry.code];
      if (!shape) { return; }
      var to = middle(shape);
      var along = (to[0] - from[0]) * way[0] + (to[1] - from[1]) * way[1];
      var across = Math.abs((to[0] - from[0]) * way[1]) + Math.abs((to[1] - from[1]) * way[0]);
      var far = along + 2 * across;
      if (along > 0 && across <= 1.5 * along && (!best || far < best.far)) { best = { code: entry.code, far: far }; }
    });
    return best && best.code;
  }

  function first() {
    var drawn = window.pantau.peta.drawn();
    var chosen = drawn.state && entryOf(drawn.state.wilayah);
    if (chosen) { return chosen.code; }
    return drawn.entries.reduce(function (best, entry) {
      return !best || entry.shown > best.shown ? entry : best;
    }, null).code;
  }

  function press(event) {
    if (event.key === "Escape" && shown) { event.preventDefault(); event.stopPropagation(); hide(); return; }
    if (event.target.id !== "map-keys" || !window.pantau.peta.drawn().state) { return; }
    if (event.key === "Enter" && shown) { window.location.assign(node("card-link").getAttribute("href")); }
    if (!WAYS[event.key]) { return; }
    event.preventDefault();
    var next = shown ? neighbour(shown, WAYS[event.key]) : first();
    if (next) { show(next, { pinned: true, said: true }); }
  }

  document.addEventListener("keydown", press, true);
  document.addEventListener("focusin", function (event) {
    if (event.target.id !== "map-keys" || shown || !event.target.matches(":focus-visible")) { return; }
    if (window.pantau.peta.drawn().state) { show(first(), { pinned: true, said: true }); }
  });
  document.addEventListener("focusout", function (event) {
    var box = node("map-box");
    if (!box || !box.contains(event.target) || !event.relatedTarget || box.contains(event.relatedTarget)) { return; }
    hide();
  });
  document.addEventListener("click", function (event) { if (event.target.id === "card-close") { hide(); } });
  window.pantau.peta.watch(redraw);
  window.pantau.kartu = { listen: listen };
}());
