/* Keeps controls, address and state together, and has the rest of the page written once the visitor rests. */
(function () {
  "use strict";

  var CONTROLS = { election: "pemilihan", stage: "tahap", unit: "satuan", measure: "ukuran", level: "tingkat", kind: "peta" };
  var PUBLIC = Object.assign({ province: "provinsi", month: "sampai" }, CONTROLS);
  var STEPS = ["election", "stage", "unit", "level", "province", "measure", "kind", "month"];
  var REST = 300;
  /* Nothing on the map of the whole country is large enough for a thumb on such a screen. */
  var small = window.matchMedia("(pointer: coarse), (max-width: 45.9rem)");
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  var asked = 0;
  var latest = null;
  var byHistory = false;
  var resting = 0;
  var settled = null;
  var moving = false;

  function lastMonth(options, election) {
    return options.latest[election];
  }

  function parse(search, options) {
    var given = new URLSearchParams(search);
    var state = {};
    options.names_of_state.forEach(function (name) {
      state[name] = given.get(name) || options.defaults[name] || null;
    });
    state.sampai = given.get("sampai") || lastMonth(options, state.pemilihan);
    if (state.wilayah === "0") { state.wilayah = "00"; }
    return state;
  }

  function write(state, options) {
    var query = new URLSearchParams();
    options.names_of_state.forEach(function (name) {
      var plain = name === "sampai" ? lastMonth(options, state.pemilihan) : options.defaults[name];
      if (state[name] && state[name] !== plain) { query.set(name, state[name]); }
    });
    var text = query.toString();
    return text ? "?" + text : "";
  }

  function changed(state, trigger, values, options) {
    var next = Object.assign({}, state);
    if (CONTROLS[trigger]) { next[CONTROLS[trigger]] = values[trigger]; }
    if (trigger === "search") { chooseRegion(next, values.search, options); }
    if (trigger === "month") { next.sampai = options.months[state.pemilihan][values.month]; }
    if (trigger === "map" && values.click) { touchMap(next, values.click.points[0].location); }
    if (trigger === "province") { enlarge(next, values.province); }
    if (trigger === "level" && next.tingkat === "provinsi") { next.provinsi = null; }
    if (trigger === "election") {
      var months = options.months[next.pemilihan];
      if (months.indexOf(next.sampai) < 0 || state.sampai === lastMonth(options, state.pemilihan)) {
        next.sampai = lastMonth(options, next.pemilihan);
      }
    }
    if (!window.pantau.peta.possible(next, options)) { next.ukuran = options.defaults.ukuran; }
    return next;
  }

  /* A province that is found is shown large; a kabupaten/kota takes a large map along to its own province. */
  function chooseRegion(next, code, options) {
    next.wilayah = code || null;
    if (!code || code === options.nation) { return; }
    if (code.length === 2 || (next.provinsi && next.provinsi !== code.slice(0, 2))) {
      next.provinsi = code.slice(0, 2);
      next.tingkat = "kabupaten_kota";
    }
  }

  function touchMap(next, code) {
    if (small.matches && !next.provinsi) { enlarge(next, code.slice(0, 2)); } else { next.wilayah = code; }
  }

  function enlarge(next, province) {
    next.provinsi = province || null;
    if (!province) { return; }
    next.tingkat = "kabupaten_kota";
    if (next.wilayah && next.wilayah.slice(0, 2) !== province) { next.wilayah = null; }
  }

  /* What each control shows of a state. */
  function shownOf(state, options) {
    var possible = window.pantau.peta.possible(state, options);
    return {
      election: state.pemilihan, stage: state.tahap, unit: state.satuan, level: state.tingkat, kind: state.peta,
      measure: possible ? state.ukuran : options.defaults.ukuran, province: state.provinsi, search: state.wilayah,
      month: options.months[state.pemilihan].indexOf(state.sampai)
    };
  }

  function isShown(name, values, shown) {
    return values[name] === undefined ? shown[name] === null : values[name] === shown[name];
  }

  /* A control that shows what the state says has only been told so. */
  function triggerOf(values, state, options) {
    var shown = shownOf(state, options);
    var names = window.dash_clientside.callback_context.triggered.map(function (one) { return one.prop_id.split(".")[0]; });
    return names.find(function (name) {
      if (name === "map") { return Boolean(values.click); }
      return name === "address" || !isShown(name, values, shown);
    });
  }

  /* Dash looks at all its parts for each that it is told of, changed or not: only what has changed is told. */
  function tellControls(next, before, values, options) {
    var shown = shownOf(next, options);
    var possible = window.pantau.peta.possible(next, options);
    var more = { month: {}, measure: {} };
    if (next.pemilihan !== before.pemilihan) {
      more.month = { max: options.months[next.pemilihan].length - 1, marks: options.marks[next.pemilihan] };
    }
    if (possible !== window.pantau.peta.possible(before, options)) { more.measure = { options: options.measures[possible] }; }
    Object.keys(shown).forEach(function (name) {
      var told = Object.assign({}, more[name], isShown(name, values, shown) ? {} : { value: shown[name] });
      if (Object.keys(told).length) { window.dash_clientside.set_props(name, told); }
    });
    if (values.click) { window.dash_clientside.set_props("map", { clickData: null }); }
    window.pantau.susun.say("month-name", options.names[next.pemilihan][shown.month]);
    window.pantau.susun.hide("measure-note", possible);
    window.pantau.susun.hide("zoom-out", !next.provinsi);
  }

  function same(one, other) {
    return Object.keys(one).every(function (name) { return (one[name] || null) === (other[name] || null); });
  }

  function sync(address, election, stage, unit, measure, level, kind, province, month, search, click, drawn, options) {
    var values = {
      election: election, stage: stage, unit: unit, measure: measure, level: level, kind: kind, province: province,
      month: month, search: search, click: click
    };
    var state = latest ? latest.state : drawn;
    var trigger = triggerOf(values, state, options);
    if (!trigger) { return; }
    var next = trigger === "address" ? parse(window.location.search, options) : changed(state, trigger, values, options);
    if (same(next, state)) { return; }
    if (next.lang !== state.lang) { window.location.reload(); return; }
    settled = settled || state;
    latest = { state: next, options: options };
    window.pantau.peta.show(next);
    writeAddress(next, trigger, options);
    if (trigger !== "map" && next.wilayah && next.wilayah !== state.wilayah) { showRegionSoon(next.wilayah); }
    if (!next.wilayah && state.wilayah) { leaveRegionSoon(byHistory); }
    byHistory = false;
    if (trigger !== "month") { window.pantau.putar.stop(); }
    restSoon(trigger === "month" ? REST : 0);
    tellControls(next, state, values, options);
  }

  /* While the month moves, its steps share one entry of the history. */
  function writeAddress(next, trigger, options) {
    var target = window.location.pathname + write(next, options) + filter();
    var here = window.location.pathname + window.location.search + window.location.hash;
    if (trigger !== "address" && target !== here) {
      window.history[trigger === "month" && moving ? "replaceState" : "pushState"](null, "", target);
    }
    moving = trigger === "month";
  }

  /* The class that the legend leaves in full colour is for the browser alone, so it stands behind the hash sign. */
  function filter() { return /^#kelas-\d$/.test(window.location.hash) ? window.location.hash : ""; }

  /* More than the map is written once nothing moves any more; if nothing does, the browser lays both out at once. */
  function restSoon(delay) {
    window.clearTimeout(resting);
    if (delay) { resting = window.setTimeout(rest, delay); } else { rest(); }
  }

  function rest() {
    if (!latest || window.pantau.putar.playing()) { return; }
    if (moving) { document.getElementById("month-said").textContent = window.pantau.kata.month(latest.state, latest.options); }
    moving = false;
    if (same(latest.state, settled)) { return; }
    settled = latest.state;
    writeTitle();
    window.pantau.tanya.write(settled, latest.options);
  }

  function showRegionSoon(code) {
    var tries = 0;
    var before = document.getElementById("region-name");
    var said = before ? before.textContent : null;
    (function look() {
      var heading = document.getElementById("region-name");
      if (heading && heading.textContent !== said) {
        heading.focus({ preventScroll: true });
        heading.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
      } else if (tries < 60) {
        tries += 1;
        window.setTimeout(look, 50);
      }
    }());
  }

  /* The panel takes the focus with it when it goes: hand it back to where a region is chosen. */
  function leaveRegionSoon(keepScroll) {
    var active = document.activeElement;
    var tries = 0;
    if (active && active !== document.body && !active.closest("section.region")) { return; }
    (function look() {
      if (!document.getElementById("region-name")) {
        document.getElementById("search").focus({ preventScroll: true });
        if (keepScroll) { return; }
        document.getElementById("find").scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
      } else if (tries < 60) {
        tries += 1;
        window.setTimeout(look, 50);
      }
    }());
  }

  /* Does what was chosen in the form of the server, as if it were chosen one after the other. */
  function chooseAll(choices, now) {
    var options = now.options;
    var next = STEPS.reduce(function (state, trigger) {
      var asked = choices[PUBLIC[trigger]];
      if (asked === undefined) { return state; }
      var months = options.months[state.pemilihan];
      var value = trigger === "month" ? months.indexOf(asked || lastMonth(options, state.pemilihan)) : asked;
      return value === -1 ? state : changed(state, trigger, Object.fromEntries([[trigger, value]]), options);
    }, now.state);
    window.history.pushState(null, "", window.location.pathname + write(next, options) + filter());
    tell();
  }

  function choose(choices) {
    var once = function (now) { once = null; chooseAll(choices, now); };
    if (window.pantau.peta.drawn().state) { once(window.pantau.peta.drawn()); return; }
    window.pantau.peta.watch(function (now) { if (once) { once(now); } });
  }

  /* The name of a region is known once its panel is drawn. */
  function writeTitle() {
    if (!latest) { return; }
    var region = document.getElementById("region-name");
    var name = region && latest.state.wilayah ? region.textContent : latest.options.country;
    document.title = latest.options.titles[latest.state.pemilihan].replace("{subject}", function () { return name; });
  }

  function watchRegion() {
    new MutationObserver(writeTitle).observe(document.getElementById("region"), {
      characterData: true, childList: true, subtree: true
    });
  }

  function tell() {
    asked += 1;
    window.dash_clientside.set_props("address", { data: { count: asked } });
  }

  function followLink(event) {
    var link = event.target.closest ? event.target.closest("a[data-state]") : null;
    var plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || !document.documentElement.classList.contains("siap")) { return; }
    event.preventDefault();
    window.history.pushState(null, "", link.getAttribute("href") + filter());
    tell();
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.pantau = Object.assign({}, window.dash_clientside.pantau, { sync: sync });
  window.pantau = Object.assign(window.pantau || {}, {
    halaman: {
      calm: calm, choose: choose, small: small, restSoon: restSoon, watchRegion: watchRegion, write: write,
      settled: function () { return settled; }
    }
  });
  window.addEventListener("popstate", function () {
    byHistory = true;
    tell();
  });
  document.addEventListener("click", followLink);
}());
