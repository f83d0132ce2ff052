/* Lets each class of the legend leave only its regions in full colour, and leads back to the whole country. */
(function () {
  "use strict";

  var chosen = null;
  var view = "";

  function asked() {
    var found = /^#kelas-(\d)$/.exec(window.location.hash);
    return found && document.querySelector('#map-legend [data-kelas="' + found[1] + '"]') ? Number(found[1]) : null;
  }

  /* The address says which class is left, so that whoever opens it sees the same. */
  function set(kind) {
    var here = window.location.pathname + window.location.search;
    window.history.replaceState(null, "", here + (kind === null ? "" : "#kelas-" + kind));
    show(kind);
  }

  function show(kind) {
    chosen = kind;
    document.querySelectorAll("#map-legend [data-kelas]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(kind !== null && Number(button.dataset.kelas) === kind));
    });
    document.getElementById("map-legend").classList.toggle("filtered", kind !== null);
    window.dash_clientside.set_props("filter", { data: kind });
  }

  /* The legend of the document becomes buttons, in the order of the classes. */
  function listen() {
    document.querySelectorAll("#map-legend .legend-entry").forEach(function (entry, kind) {
      entry.replaceWith(window.pantau.susun.el("button", Array.from(entry.childNodes), {
        id: "legend-" + kind, type: "button", "class": "legend-entry", "data-kelas": kind, "aria-pressed": "false"
      }));
    });
    if (asked() !== null) { show(asked()); }
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("#map-legend [data-kelas]") : null;
    if (button) { set(Number(button.dataset.kelas) === chosen ? null : Number(button.dataset.kelas)); }
    if (event.target.id === "zoom-out") {
      window.dash_clientside.set_props("province", { value: null });
      document.getElementById("province").focus({ preventScroll: true });
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && chosen !== null) { set(null); }
  });
  /* Other classes mean other numbers. */
  window.pantau.peta.watch(function (drawn) {
    var now = [drawn.state.tingkat, drawn.state.satuan, drawn.state.ukuran].join();
    if (view && now !== view && chosen !== null) { set(null); }
    view = now;
  });
  window.addEventListener("popstate", function () { if (asked() !== chosen) { show(asked()); } });
  window.pantau.legenda = { listen: listen };
}());
