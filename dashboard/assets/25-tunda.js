/* Has Plotly draw the trend only when it is about to be seen: it stands far below the map, and takes long on a slow phone. */
(function () {
  "use strict";

  /* How far below the window, in heights of it, the drawing is made ready. */
  var AHEAD = "50%";
  var due = null;
  var near = false;

  function frame() { return document.getElementById("trend-frame"); }

  /* Until then nothing is to be seen there that is no longer so; its words are always those of now. */
  function draw(make) {
    due = make;
    if (near) { drawNow(); } else { frame().classList.add("tertunda"); }
  }

  function drawNow() {
    var graph = document.querySelector("#trend .js-plotly-plot");
    if (!due || !graph) { return; }
    var figure = due();
    due = null;
    window.Plotly.react(graph, figure.data, figure.layout);
    frame().classList.remove("tertunda");
  }

  function watch() {
    new IntersectionObserver(function (changes) {
      near = changes[changes.length - 1].isIntersecting;
      if (near) { drawNow(); }
    }, { rootMargin: AHEAD + " 0px" }).observe(frame());
  }

  window.addEventListener("beforeprint", drawNow);
  window.pantau.tunda = { draw: draw, watch: watch };
}());
