/* Lets Dash take over from the document of the server, and says what failed with a way to try again. */
(function () {
  "use strict";

  var PLACES = ["headline", "language", "map-table", "provinces", "trend-notes"];
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var failed = false;
  var shapeless = false;

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

  /* Dash leaves these places empty: what the server wrote there stays until something else is chosen. */
  function move(from, to) {
    if (!to.firstChild) { to.append.apply(to, Array.from(from.childNodes)); }
  }

  function takeOver() {
    var first = document.getElementById("awal");
    var root = document.getElementById("react-entry-point");
    if (!first || !root) { return true; }
    var graph = root.querySelector("#map .main-svg");
    var drawn = root.querySelector("#map .choroplethlayer path") || (graph && root.querySelector("#map-frame.bare"));
    if (!drawn && !(shapeless && root.querySelector("#headline"))) { return false; }
    var focused = first.contains(document.activeElement);
    PLACES.forEach(function (name) { move(document.getElementById("awal-" + name), document.getElementById(name)); });
    first.remove();
    document.documentElement.classList.add("siap");
    window.pantau.halaman.watchRegion();
    window.pantau.kartu.listen();
    setError(failed);
    if (focused) { document.getElementById("content").focus({ preventScroll: true }); }
    return true;
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
