/* Draws the lines between provinces over the hexagons of the country, as the light map has them.
   Neighbours share their corners exactly, so that the drawn hexagons themselves say where provinces meet. */
(function () {
  "use strict";

  var SPACE = "http://www.w3.org/2000/svg";

  function shown(drawn) {
    return Boolean(drawn.state) && window.pantau.peta.showsTiles(drawn.state, drawn.options) && !drawn.state.provinsi;
  }

  /* The sides of a hexagon, each named by its two corners in one order. */
  function sides(shape) {
    var corners = (shape.getAttribute("d") || "").match(/-?[0-9.]+,-?[0-9.]+/g) || [];
    return corners.map(function (corner, index) {
      return [corner, corners[(index + 1) % corners.length]].sort().join("L");
    }).filter(function (side) { return side.split("L")[0] !== side.split("L")[1]; });
  }

  /* Lines beside a chosen region are left to its own outline. */
  function lines(drawn, shapes) {
    var owners = {};
    drawn.entries.forEach(function (entry) {
      var kept = window.pantau.peta.isChosen(entry.code, drawn.state) ? "" : entry.code.slice(0, 2);
      if (shapes[entry.code]) { sides(shapes[entry.code]).forEach(function (side) { (owners[side] = owners[side] || []).push(kept); }); }
    });
    return Object.keys(owners).filter(function (side) {
      var two = owners[side];
      return two.length === 2 && two[0] && two[1] && two[0] !== two[1];
    });
  }

  function write() {
    var layer = document.querySelector("#map .choroplethlayer");
    var drawn = window.pantau.peta.drawn();
    if (!layer) { return; }
    var old = layer.parentNode.querySelector(".batas");
    if (old) { old.remove(); }
    if (!shown(drawn)) { return; }
    var path = document.createElementNS(SPACE, "path");
    path.setAttribute("class", "batas");
    path.setAttribute("d", lines(drawn, window.pantau.peta.shapes()).map(function (side) { return "M" + side; }).join(""));
    layer.parentNode.appendChild(path);
  }

  window.pantau.batas = { write: write };
}());
