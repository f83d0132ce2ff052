/* Lets Dash take over from the document of the server, and says what failed with a way to try again. */
(function () {
  "use strict";

  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var failed = false;
  var shapeless = false;
  var SOON = 100;

  function setError(shown) {
    var box = document.getElementById("error");
    if (box) { box.hidden = !shown; }
  }

  function watchAnswers() {
    var ask = window.fetch;
    window.fetch = function (target) {
      var answered = ask.apply(this, arguments);
      if (String(target && target.url ? target.url : target).indexOf("_dash-update-component") < 0) { return answered; }
      return answered.then(function (response) {
        setError(failed || !response.ok);
        return response;
      }, function (failure) {
        setError(true);
        throw failure;
      });
    };
  }

  /* Plotly fetches shapes by itself, and leaves it to nobody to hear that it could not. */
  function noShapes(event) {
    if (String(event.reason).indexOf("/geo/") < 0) { return; }
    shapeless = true;
    failed = true;
    takeOver();
    setError(true);
  }

  function noFile() {
    failed = true;
    setError(true);
  }

  /* Lists, slider and drawings come with scripts of their own, in any order. */
  function isDrawn(root) {
    var graph = root.querySelector("#map .main-svg");
    var drawn = root.querySelector("#map .choroplethlayer path") || (graph && root.querySelector("#map-frame.bare"));
    var parts = ["#search.dash-dropdown", "#month [role=slider]", "#trend .main-svg"];
    var whole = drawn && parts.every(function (part) { return root.querySelector(part); });
    return Boolean(whole) || (shapeless && root.querySelector("#headline"));
  }

  function takeOver() {
    var root = document.getElementById("react-entry-point");
    if (!document.getElementById("awal") || !root) { return true; }
    if (!isDrawn(root)) { return false; }
    handOver(root);
    return true;
  }

  function handOver(root) {
    var first = document.getElementById("awal");
    if (!first) { return; }
    if (window.pantau.muat.held()) {
      window.setTimeout(function () { handOver(root); }, SOON);
      return;
    }
    var chosen = window.pantau.muat.choices();
    var leave = window.pantau.serah.keep(first, root);
    first.remove();
    document.documentElement.classList.add("siap");
    leave();
    window.pantau.halaman.watchRegion();
    window.pantau.legenda.listen();
    window.pantau.kartu.listen();
    window.pantau.tunda.watch();
    setError(failed);
    if (chosen) { window.pantau.halaman.choose(chosen); }
  }

  function waitForMap() {
    if (takeOver()) { return; }
    var watcher = new MutationObserver(function () { if (takeOver()) { watcher.disconnect(); } });
    watcher.observe(document.getElementById("react-entry-point"), { childList: true, subtree: true });
  }

  function chooseTheme() {
    var config = document.getElementById("_dash-config");
    if (config && dark.matches) {
      config.textContent = config.textContent.replace("/tampilan/terang/", "/tampilan/gelap/");
    }
    dark.addEventListener("change", function () {
      window.dash_clientside.set_props("theme", { data: dark.matches ? "gelap" : "terang" });
    });
  }

  document.addEventListener("click", function (event) {
    if (event.target.id === "retry") { window.location.reload(); }
  });
  window.addEventListener("unhandledrejection", noShapes);
  watchAnswers();
  chooseTheme();
  waitForMap();
  window.pantau.berkas.values.catch(noFile);
  window.pantau.berkas.phrases.catch(noFile);
}());
