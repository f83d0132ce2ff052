/* Draws the map of a state from the numbers that are already here: colours, outlines, legend, words. */
(function () {
  "use strict";

  var drawn = { state: null, options: null, entries: [], theme: null, kind: null };
  var wanted = { state: null, options: null, theme: null, kind: null };
  var figure = null;
  var frame = null;
  var watching = [];
  var worn = new WeakMap();

  function compared(state, options) {
    var classes = options.classes[state.tingkat];
    return state.ukuran === options.rate.measure && possible(state, options) && Boolean(classes[options.rate.measure]);
  }

  function possible(state, options) {
    return state.satuan === options.rate.unit && options.rate.measure in options.classes[state.tingkat];
  }

  function classesOf(state, options) {
    return options.classes[state.tingkat][compared(state, options) ? options.rate.measure : state.satuan];
  }

  function classOf(value, status, floors, options) {
    var index = 0;
    if (status === "disembunyikan") { return options.kinds.disembunyikan; }
    if (!value) { return status === "nol" ? options.kinds.nol : options.kinds.nihil_terpublikasi; }
    while (index < floors.length && floors[index] <= value) { index += 1; }
    return options.kinds.ada + index - 1;
  }

  function rateOf(reading, servants, options) {
    if (reading.value === null || !servants) { return null; }
    return Math.round(reading.value / servants * options.rate.per * 100) / 100;
  }

  function entryOf(code, state, options) {
    var reading = window.pantau.nilai.reading(code, state);
    var servants = window.pantau.nilai.servants(code);
    var rated = compared(state, options);
    var rate = rated ? rateOf(reading, servants, options) : null;
    var kind = classOf(rated ? rate : reading.value, reading.status, classesOf(state, options).floors, options);
    var shown = rate === null ? reading.value || 0 : rate;
    return { code: code, reading: reading, rate: rate, servants: servants, kind: kind, shown: shown };
  }

  /* The chosen region, or its kabupaten/kota where the map shows those. */
  function isChosen(code, state) {
    var region = state.wilayah;
    if (!region || region === "00") { return false; }
    return region.length >= code.length ? code === region.slice(0, code.length) : code.slice(0, 2) === region;
  }

  function entriesOf(state, options) {
    var found = window.pantau.nilai.codes(state.tingkat, state.provinsi).map(function (code) {
      return entryOf(code, state, options);
    });
    var chosen = found.filter(function (entry) { return isChosen(entry.code, state); });
    return found.filter(function (entry) { return !isChosen(entry.code, state); }).concat(chosen);
  }

  function stepped(colours) {
    return [].concat.apply([], colours.map(function (colour, index) {
      return [[index / colours.length, colour], [(index + 1) / colours.length, colour]];
    }));
  }

  function outline(entries, state, options, theme) {
    var colours = options.colours[theme];
    var many = entries.filter(function (entry) { return isChosen(entry.code, state); }).length;
    if (!many) { return { width: options.widths.border, color: colours.border }; }
    return {
      width: entries.map(function (entry) {
        return isChosen(entry.code, state) ? options.widths[many === 1 ? "one" : "many"] : options.widths.border;
      }),
      color: entries.map(function (entry) { return isChosen(entry.code, state) ? colours.chosen : colours.border; })
    };
  }

  function trace(entries, state, options, theme) {
    var colours = options.colours[theme].classes;
    return {
      type: "choropleth",
      geojson: geometryOf(state, options),
      featureidkey: "id",
      locations: entries.map(function (entry) { return entry.code; }),
      z: entries.map(function (entry) { return entry.kind; }),
      zmin: -0.5,
      zmax: colours.length - 0.5,
      colorscale: stepped(colours),
      showscale: false,
      hoverinfo: "none",
      marker: { line: outline(entries, state, options, theme) }
    };
  }

  function figureOf(entries, state, options, theme) {
    var spans = showsTiles(state, options) && state.provinsi ? options.tile_spans : options.spans;
    var span = spans[state.provinsi || ""] || options.spans[""];
    var geo = Object.assign({}, figure.layout.geo, { lonaxis: { range: span[0] }, lataxis: { range: span[1] } });
    return {
      data: geometryOf(state, options) ? [trace(entries, state, options, theme)] : [],
      layout: Object.assign({}, figure.layout, { geo: geo })
    };
  }

  /* Hexagons, or else shapes on the earth: finer ones where a province is shown large. */
  function showsTiles(state, options) {
    return state.peta === options.tiles.kind && state.tingkat === options.tiles.level;
  }

  function geometryOf(state, options) {
    if (showsTiles(state, options)) { return options.geometry[options.tiles.kind]; }
    return (state.provinsi && options.geometry[state.tingkat + "/rinci"]) || options.geometry[state.tingkat];
  }

  /* Which shapes are drawn, in which order and with which outlines; all else is a matter of their colours. */
  function frameOf(state, theme, options) {
    return [geometryOf(state, options), state.provinsi, state.wilayah, theme].join();
  }

  /* Plotly takes a second for a map on a slow phone, so that its shapes are coloured here; it draws them, and anew at will. */
  function paint() {
    if (!drawn.state) { return; }
    var named = shapes();
    var colours = drawn.options.colours[drawn.theme].classes;
    drawn.entries.forEach(function (entry) {
      if (named[entry.code]) { dress(named[entry.code], colours[entry.kind], drawn.kind === null || drawn.kind === entry.kind); }
    });
  }

  function dress(shape, colour, full) {
    var dressed = colour + full;
    if (worn.get(shape) === dressed) { return; }
    worn.set(shape, dressed);
    shape.style.fill = colour;
    shape.style.opacity = full ? 1 : drawn.options.dimmed;
  }

  /* Plotly has coloured the shapes by itself. */
  function repaint() {
    worn = new WeakMap();
    paint();
  }

  function writeLegend(entries, state, options) {
    var susun = window.pantau.susun;
    var labels = classesOf(state, options).labels;
    options.colours.terang.classes.forEach(function (_, index) {
      var button = document.getElementById("legend-" + index);
      var count = entries.filter(function (entry) { return entry.kind === index; }).length;
      if (!button) { return; }
      var label = labels[index - options.kinds.ada];
      if (label !== undefined) { susun.say(button.querySelector(".legend-label"), label); }
      susun.say(button.querySelector(".legend-count"), window.pantau.kata.regions(count, options));
      susun.hide(button.parentElement, index === options.kinds.disembunyikan && !count);
    });
  }

  function writeWords(entries, state, options) {
    var kata = window.pantau.kata;
    var susun = window.pantau.susun;
    document.getElementById("map-frame").setAttribute("aria-label", kata.alt(entries, state, options));
    susun.say("map-title", kata.title(state, options));
    susun.hide("map-caveat", !compared(state, options));
    susun.say("map-tiles", kata.tiles(state, options));
    susun.hide("map-tiles", !kata.tiles(state, options));
  }

  /* Dash hears only of a map with other shapes: it would look at all its parts for the colours, too. */
  function drawNow() {
    var now = frameOf(wanted.state, wanted.theme, wanted.options);
    var fresh = frame !== now;
    frame = now;
    drawn = Object.assign({ entries: entriesOf(wanted.state, wanted.options) }, wanted);
    if (!fresh) { paint(); }
    writeLegend(drawn.entries, drawn.state, drawn.options);
    writeWords(drawn.entries, drawn.state, drawn.options);
    if (fresh) {
      window.dash_clientside.set_props("map", {
        className: "chart chart-map" + (drawn.state.provinsi ? " zoomed" : ""),
        figure: figureOf(drawn.entries, drawn.state, drawn.options, drawn.theme)
      });
    }
    window.setTimeout(function () { watching.forEach(function (tell) { tell(drawn); }); }, 0);
  }

  function drawOnce() {
    var nilai = window.pantau.nilai;
    if (!wanted.theme) { return; }
    if (nilai.known()) { drawNow(); return; }
    nilai.arrived.then(drawNow, function () { /* the page says so, see 28-ambil-alih.js */ });
  }

  function show(state) {
    wanted.state = state;
    drawOnce();
  }

  /* Dash tells what it has drawn at first, and of another theme or class. */
  function draw(theme, kind, state, options, given) {
    if (frame === null) {
      figure = given;
      frame = frameOf(state, theme, options);
    }
    wanted = { state: wanted.state || state, options: options, theme: theme, kind: kind === undefined ? null : kind };
    drawOnce();
  }

  /* The shape of each region; Plotly draws them in the order in which the regions are given. */
  function shapes() {
    var found = document.querySelectorAll("#map .choroplethlayer path");
    var named = {};
    if (found.length !== drawn.entries.length) { return named; }
    drawn.entries.forEach(function (entry, index) { named[entry.code] = found[index]; });
    return named;
  }

  window.pantau = Object.assign(window.pantau || {}, {
    peta: {
      compared: compared, isChosen: isChosen, entries: entriesOf, entryOf: entryOf, possible: possible, repaint: repaint,
      shapes: shapes, show: show, showsTiles: showsTiles,
      drawn: function () { return drawn; },
      watch: function (tell) { watching.push(tell); }
    }
  });
  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.pantau = Object.assign({}, window.dash_clientside.pantau, { draw: draw });
}());
