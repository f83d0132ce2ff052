/* The kinds of charts that dashboard/figures.py draws; lines and points (scatter) are always part of the core. */
var Plotly = require("plotly.js/lib/core");
Plotly.register([require("plotly.js/lib/bar"), require("plotly.js/lib/choropleth")]);
module.exports = Plotly;
