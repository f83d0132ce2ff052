/* Keeps what a visitor sees and holds where it is when one page takes the place of the other. */
(function () {
  "use strict";

  var PREFIX = "awal-";
  var PLACES = ["headline", "language", "map-table", "provinces", "trend-notes"];
  var FOCUSABLE = "a, button, input, select, summary, [tabindex]";

  function inView(node) {
    var box = node.getBoundingClientRect();
    return box.height > 0 && box.bottom > 0 && box.top < window.innerHeight;
  }

  function twinById(node, root) { return root.querySelector("#" + CSS.escape(node.id.slice(PREFIX.length))); }

  /* The last part that begins above the middle of the window is the nearest to what is read. */
  function anchorOf(first, root) {
    var parts = Array.from(first.querySelectorAll('[id^="' + PREFIX + '"]')).filter(function (node) {
      return inView(node) && node.getBoundingClientRect().top < window.innerHeight / 2 && twinById(node, root);
    });
    var node = parts.pop();
    return node ? { node: twinById(node, root), top: node.getBoundingClientRect().top } : null;
  }

  function isAlike(one, other) {
    return one.localName === other.localName && one.value === other.value && one.textContent === other.textContent;
  }

  /* The same thing in the other page: by its id, or within the nearest part that has one. */
  function twinOf(node, first, root) {
    var part = node.closest('[id^="' + PREFIX + '"]');
    var same = part && twinById(part, root);
    if (same && part === node) { return same.matches(FOCUSABLE) ? same : same.querySelector(FOCUSABLE); }
    return Array.from((same || root).querySelectorAll(FOCUSABLE)).find(function (other) { return isAlike(node, other); });
  }

  /* Dash leaves these places empty: what the server wrote there stays until something else is chosen. */
  function move(name, first, root) {
    var from = first.querySelector("#" + PREFIX + name);
    var to = root.querySelector("#" + name);
    if (!to.firstChild) { to.append.apply(to, Array.from(from.childNodes)); }
  }

  function openDetails(first, root) {
    var twins = Array.from(root.querySelectorAll("details")).filter(function (details) {
      return !details.closest("#" + PLACES.join(", #"));
    });
    first.querySelectorAll("details").forEach(function (details, index) {
      if (twins[index]) { twins[index].open = details.open; }
    });
  }

  /* Returns what is to be done once the other page stands there. */
  function keep(first, root) {
    var focused = document.activeElement;
    var within = first.contains(focused);
    var anchor = anchorOf(first, root);
    PLACES.forEach(function (name) { move(name, first, root); });
    root.querySelector("#map-legend").append(first.querySelector("#awal-map-notes > .legend"));
    openDetails(first, root);
    var twin = within && (root.contains(focused) ? focused : twinOf(focused, first, root));
    return function () {
      if (anchor && window.scrollY > 0) { window.scrollBy(0, Math.round(anchor.node.getBoundingClientRect().top - anchor.top)); }
      if (within) { (twin || document.getElementById("content")).focus({ preventScroll: true }); }
    };
  }

  window.pantau = Object.assign(window.pantau || {}, { serah: { keep: keep } });
}());
