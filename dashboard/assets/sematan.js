/* A chart in the page of somebody else: tells that page how high it is, and shows a card for what is pointed at. */
(function () {
  "use strict";

  var WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  var WITHOUT_NUMBER = ".warna-0, .deklarasi-nihil, .pita, .kosong";
  var figure = document.querySelector("figure");
  var words = new Map();
  var shown = null;
  var card, said, link, close, live;

  /* Hosts made for pym.js understand the second form, AMP pages the third. */
  function tellHeight() {
    if (window.parent === window) { return; }
    var child = new URLSearchParams(window.location.search).get("childId") || "";
    var told = 0;
    function tell() {
      var height = Math.ceil(document.documentElement.getBoundingClientRect().height);
      if (height === told) { return; }
      told = height;
      window.parent.postMessage({ pantau: "tinggi", height: height }, "*");
      window.parent.postMessage(["pym", child, "height", height].join("xPYMx"), "*");
      window.parent.postMessage({ sentinel: "amp", type: "embed-size", height: height }, "*");
    }
    new ResizeObserver(tell).observe(document.documentElement);
    /* A host whose script came later than this chart asks once more. */
    window.addEventListener("message", function (event) {
      var asked = event.data;
      if (asked && (asked.pantau === "ukur" || /^pymx/.test(asked))) {
        told = 0;
        tell();
      }
    });
    tell();
  }

  function titleIn(node) {
    var first = node.firstElementChild;
    return first && first.localName === "title" ? first : null;
  }

  /* What can be pointed at has a title of its own. The browser would show that as well, so it is taken out. */
  function wordsOf(node) {
    var title = words.has(node) ? null : titleIn(node);
    if (title) {
      words.set(node, title.textContent);
      title.remove();
    }
    return words.get(node);
  }

  function shapeAt(node) {
    while (node && node !== figure && node.localName !== "svg") {
      if (wordsOf(node)) { return node; }
      node = node.parentNode;
    }
    return null;
  }

  function shapes() {
    return Array.prototype.filter.call(figure.querySelectorAll("svg *"), function (node) {
      return node.localName !== "a" && !node.matches(WITHOUT_NUMBER) && (words.has(node) || titleIn(node)) &&
        node.getClientRects().length > 0;
    });
  }

  /* Beside the shape on the side with more room, and within the figure. */
  function place(shape) {
    var box = figure.getBoundingClientRect();
    var area = shape.getBoundingClientRect();
    var right = area.right - box.left + 8;
    var left = area.left - box.left - card.offsetWidth - 8;
    var x = right + card.offsetWidth <= box.width ? right : left;
    var below = area.bottom - box.top + 8;
    var y = x < 0 && below + card.offsetHeight <= box.height ? below : area.top - box.top;
    x = Math.min(Math.max(0, x < 0 ? area.left - box.left : x), Math.max(0, box.width - card.offsetWidth));
    card.style.left = Math.round(x) + "px";
    card.style.top = Math.round(Math.min(Math.max(0, y), Math.max(0, box.height - card.offsetHeight))) + "px";
  }

  function show(shape, options) {
    hide();
    shown = shape;
    shape.classList.add("tunjuk");
    said.textContent = wordsOf(shape);
    var target = shape.closest("a");
    link.hidden = !target;
    if (target) { link.setAttribute("href", target.getAttribute("href")); }
    card.classList.toggle("tetap", options.stays);
    card.hidden = false;
    place(shape);
    if (options.aloud) { live.textContent = said.textContent; }
  }

  function hide() {
    if (!shown) { return; }
    shown.classList.remove("tunjuk");
    shown = null;
    card.hidden = true;
  }

  function middle(shape) {
    var box = shape.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  }

  /* The nearest shape that lies more in this direction than beside it. */
  function neighbour(way) {
    var from = middle(shown);
    var best = null;
    var least = Infinity;
    shapes().forEach(function (shape) {
      var to = middle(shape);
      var along = (to[0] - from[0]) * way[0] + (to[1] - from[1]) * way[1];
      var aside = Math.abs((to[0] - from[0]) * way[1]) + Math.abs((to[1] - from[1]) * way[0]);
      var far = along + 2 * aside;
      if (shape !== shown && along > 0 && aside <= along && far < least) { best = shape; least = far; }
    });
    return best;
  }

  function press(event) {
    if (event.key === "Escape" && shown) {
      event.preventDefault();
      if (card.contains(document.activeElement)) { figure.focus(); }
      hide();
      return;
    }
    if (event.target !== figure) { return; }
    if (event.key === "Enter" && shown && !link.hidden) { link.click(); }
    if (!WAYS[event.key]) { return; }
    event.preventDefault();
    var next = shown ? neighbour(WAYS[event.key]) : shapes()[0];
    if (next) { show(next, { stays: true, aloud: true }); }
  }

  function make(tag, className, parent) {
    var node = document.createElement(tag);
    node.className = className;
    parent.append(node);
    return node;
  }

  function build() {
    card = make("div", "kartu", figure);
    card.hidden = true;
    said = make("p", "", card);
    link = make("a", "", card);
    link.textContent = figure.dataset.open;
    link.rel = "noopener";
    close = make("button", "", card);
    close.type = "button";
    close.textContent = figure.dataset.close;
    live = make("p", "quiet", figure);
    live.setAttribute("aria-live", "polite");
  }

  /* One stop of the keyboard in place of hundreds of links; arrows go from shape to shape. */
  function offerKeys() {
    if (!figure.querySelector("svg * > title")) { return; }
    figure.querySelectorAll("svg a").forEach(function (target) {
      if (target.querySelector("title")) { target.setAttribute("tabindex", "-1"); }
    });
    figure.tabIndex = 0;
    figure.setAttribute("role", "application");
    figure.setAttribute("aria-label", figure.dataset.keys);
    figure.addEventListener("keydown", press);
  }

  function listen() {
    figure.addEventListener("pointerover", function (event) {
      if (event.pointerType === "touch" || card.contains(event.target)) { return; }
      var shape = shapeAt(event.target);
      if (shape === shown) { return; }
      if (shape) { show(shape, { stays: false }); } else if (!card.classList.contains("tetap")) { hide(); }
    });
    figure.addEventListener("pointerleave", function () { if (!card.classList.contains("tetap")) { hide(); } });
    /* A tap shows the card, which leads on; only a mouse follows the link of a shape at once. */
    figure.addEventListener("click", function (event) {
      if (card.contains(event.target)) { return; }
      var shape = shapeAt(event.target);
      var mouse = event.pointerType === "mouse";
      if (shape && mouse && shape.closest("a")) { return; }
      event.preventDefault();
      if (shape) { show(shape, { stays: true, aloud: true }); } else { hide(); }
    });
    close.addEventListener("click", function () { hide(); figure.focus(); });
  }

  tellHeight();
  if (figure && figure.querySelector("svg")) {
    build();
    listen();
    offerKeys();
  }
  document.documentElement.classList.add("siap");
}());
