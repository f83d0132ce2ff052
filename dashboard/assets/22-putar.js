/* Plays the months one after the other; where motion is not wanted, each press goes one month on and stands still. */
(function () {
  "use strict";

  var STEP = 800;
  var timer = 0;
  var calm = window.pantau.halaman.calm;

  function playing() { return timer !== 0; }

  function position() {
    var drawn = window.pantau.peta.drawn();
    if (!drawn.state) { return null; }
    var months = drawn.options.months[drawn.state.pemilihan];
    return { index: months.indexOf(drawn.state.sampai), last: months.indexOf(drawn.options.latest[drawn.state.pemilihan]) };
  }

  function go(index) { window.dash_clientside.set_props("month", { value: index }); }

  function next() {
    var now = position();
    if (!now) { return false; }
    go(now.index >= now.last ? 0 : now.index + 1);
    return now.index + 1 < now.last || now.index >= now.last;
  }

  function start() {
    if (!next()) { return; }
    timer = window.setInterval(function () { if (!next()) { stop(); } }, STEP);
    name();
  }

  function stop() {
    if (!playing()) { return; }
    window.clearInterval(timer);
    timer = 0;
    name();
    window.pantau.halaman.restSoon(300);
  }

  function name() {
    var button = document.getElementById("play");
    var options = window.pantau.peta.drawn().options;
    if (!button || !options) { return; }
    var said = options.texts[calm.matches ? "play_step" : playing() ? "play_stop" : "play_start"];
    if (button.textContent !== said) { button.textContent = said; }
    button.classList.toggle("playing", playing());
  }

  document.addEventListener("click", function (event) {
    if (event.target.id !== "play") { return; }
    if (calm.matches) { next(); } else if (playing()) { stop(); } else { start(); }
  });
  /* Whoever takes hold of the slider wants it to stay. */
  ["pointerdown", "keydown"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      if (event.target.closest && event.target.closest("#month")) { stop(); }
    });
  });
  calm.addEventListener("change", function () { stop(); name(); });
  window.pantau.peta.watch(name);
  window.pantau = Object.assign(window.pantau, { putar: { playing: playing, stop: stop } });
}());
