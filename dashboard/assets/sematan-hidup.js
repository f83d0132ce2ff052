/* Draws the chart of an embed with the drawing library, in the place of its still drawing. */
(function () {
  "use strict";
  var figure = document.querySelector("figure");
  var asked = JSON.parse(document.getElementById("hidup").textContent);
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var place = document.createElement("div");

  function chosen() {
    return asked.gambar[dark.matches ? "gelap" : "terang"] || asked.gambar.terang || asked.gambar.gelap;
  }

  function draw() {
    var drawing = JSON.parse(JSON.stringify(chosen()));
    return window.Plotly.react(place, drawing.data, drawing.layout, asked.setelan);
  }

  if (!window.Plotly) { return; }
  place.className = "hidup " + (chosen().layout.geo ? "hidup-peta" : "hidup-tren");
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", asked.kata);
  figure.prepend(place);
  draw().then(function () {
    figure.querySelectorAll("svg.grafik, div[class^=ukuran-]").forEach(function (still) { still.remove(); });
    figure.removeAttribute("role");
    figure.removeAttribute("tabindex");
    document.documentElement.classList.add("hidup-siap");
  });
  dark.addEventListener("change", draw);
}());
