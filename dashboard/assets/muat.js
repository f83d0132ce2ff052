/* Fetches Dash once a visitor begins or has stayed a while; what is done before is not lost, see 28-ambil-alih.js. */
(function () {
  "use strict";

  /* Whoever only glances at the page pays for nothing more; whoever stays this long finds it ready. */
  var STAY = 6000;
  var LATE = 20000;
  var AFTER_CLICK = 100;
  var LONGEST_PRESS = 5000;
  var AFTER_CHOICE = 600;
  var BEGINNINGS = ["pointerdown", "pointermove", "touchstart", "keydown", "wheel", "scroll", "focusin"];
  var first = document.getElementById("awal");
  var form = document.getElementById("awal-pilihan");
  var begun = false;
  var failed = false;
  var pressed = 0;
  var chosenAt = 0;

  function copy(node) {
    var made = document.createElement(node.localName);
    Array.prototype.forEach.call(node.attributes, function (one) { made.setAttribute(one.name, one.value); });
    made.textContent = node.textContent;
    return made;
  }

  /* In their order, and the one that starts Dash when all others have run. */
  function addScripts(parts) {
    var scripts = parts.filter(function (part) { return part.src; }).map(copy);
    var start = parts.find(function (part) { return part.localName === "script" && !part.src; });
    scripts.forEach(function (script) {
      script.async = false;
      script.addEventListener("error", fail);
      document.body.append(script);
    });
    scripts[scripts.length - 1].addEventListener("load", function () { if (!failed) { document.body.append(copy(start)); } });
  }

  function begin() {
    if (begun) { return; }
    begun = true;
    BEGINNINGS.forEach(function (kind) { window.removeEventListener(kind, begin, true); });
    var parts = Array.from(document.getElementById("nanti").content.children);
    document.head.append.apply(document.head, parts.filter(function (part) { return part.localName === "link"; }).map(copy));
    addScripts(parts);
  }

  function spares() {
    var line = navigator.connection;
    return Boolean(line && (line.saveData || /(^|-)[23]g$/.test(line.effectiveType)));
  }

  /* Whoever loads the page again has begun before, and wants it to work. */
  function again() {
    var visit = performance.getEntriesByType("navigation")[0];
    return Boolean(visit) && visit.type === "reload";
  }

  function beginAtRest() {
    if (document.hidden || spares()) { return; }
    if (window.requestIdleCallback) { window.requestIdleCallback(begin); } else { begin(); }
  }

  /* What was chosen in the form and is not yet shown, by its public name. */
  function choices() {
    var found = {};
    Array.prototype.forEach.call(form.elements, function (field) {
      if (field.type === "radio" && field.checked && !field.defaultChecked) { found[field.name] = field.value; }
      if (field.localName === "select" && !field.selectedOptions[0].defaultSelected) { found[field.name] = field.value; }
    });
    return Object.keys(found).length ? found : null;
  }

  /* Nothing may change under a finger, an open list or somebody who types. */
  function held() {
    var field = document.activeElement;
    var typed = first.querySelector("input[type=search]").value !== "";
    var open = first.contains(field) && field.matches("select, input[type=search]");
    if (Date.now() - pressed < LONGEST_PRESS) { return true; }
    return chosenAt ? Date.now() - chosenAt < AFTER_CHOICE : typed || open;
  }

  function shown() { return document.documentElement.classList.contains("siap"); }

  function sayFailure() { if (!shown()) { document.getElementById("awal-error").hidden = false; } }

  function fail() {
    failed = true;
    if (choices()) { sayFailure(); }
  }

  function choose() {
    chosenAt = Date.now();
    if (failed) { sayFailure(); return; }
    document.getElementById("awal-menunggu").textContent = choices() ? form.dataset.tunggu : "";
    window.setTimeout(function () { if (choices()) { sayFailure(); } }, LATE);
  }

  function retry() { if (choices()) { form.submit(); } else { window.location.reload(); } }

  function press() { pressed = Date.now(); }

  /* The click comes a moment after the finger is lifted. */
  function release() {
    var before = pressed;
    window.setTimeout(function () { if (pressed === before) { pressed = 0; } }, AFTER_CLICK);
  }

  BEGINNINGS.forEach(function (kind) { window.addEventListener(kind, begin, { capture: true, passive: true }); });
  window.addEventListener("load", function () {
    if (again()) { begin(); } else { window.setTimeout(beginAtRest, STAY); }
  });
  ["pointerdown", "keydown"].forEach(function (kind) { window.addEventListener(kind, press, true); });
  ["pointerup", "pointercancel", "keyup"].forEach(function (kind) { window.addEventListener(kind, release, true); });
  first.addEventListener("focusin", function () { chosenAt = 0; });
  first.addEventListener("change", function (event) { if (event.target.form === form) { choose(); } });
  document.getElementById("awal-retry").addEventListener("click", retry);
  window.pantau = Object.assign(window.pantau || {}, { muat: { choices: choices, held: held } });
}());
