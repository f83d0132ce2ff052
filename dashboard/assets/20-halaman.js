/* Keeps controls, address and state together, and lets Dash take over from the document of the server. */
(function () {
  "use strict";

  var NAMES = ["pemilihan", "tahap", "satuan", "tingkat", "peta", "sampai", "wilayah", "tren", "lang"];
  var CONTROLS = { election: "pemilihan", stage: "tahap", unit: "satuan", level: "tingkat" };
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  var asked = 0;
  var latest = null;
  var byHistory = false;

  function lastMonth(options, election) {
    return options.latest[election];
  }

  function parse(search, options) {
    var given = new URLSearchParams(search);
    var state = {};
    NAMES.forEach(function (name) {
      state[name] = given.get(name) || options.defaults[name] || null;
    });
    state.sampai = given.get("sampai") || lastMonth(options, state.pemilihan);
    if (state.wilayah === "0") { state.wilayah = "00"; }
    return state;
  }

  function write(state, options) {
    var query = new URLSearchParams();
    NAMES.forEach(function (name) {
      var plain = name === "sampai" ? lastMonth(options, state.pemilihan) : options.defaults[name];
      if (state[name] && state[name] !== plain) { query.set(name, state[name]); }
    });
    var text = query.toString();
    return text ? "?" + text : "";
  }

  function changed(state, trigger, values, options) {
    var next = Object.assign({}, state);
    if (CONTROLS[trigger]) { next[CONTROLS[trigger]] = values[trigger]; }
    if (trigger === "search") { next.wilayah = values.search || null; }
    if (trigger === "month") { next.sampai = options.months[state.pemilihan][values.month]; }
    if (trigger === "map" && values.click) { next.wilayah = values.click.points[0].location; }
    if (trigger === "election") {
      var months = options.months[next.pemilihan];
      if (months.indexOf(next.sampai) < 0 || state.sampai === lastMonth(options, state.pemilihan)) {
        next.sampai = lastMonth(options, next.pemilihan);
      }
    }
    return next;
  }

  function answer(state, options) {
    var months = options.months[state.pemilihan];
    var index = months.indexOf(state.sampai);
    return [state, state.pemilihan, state.tahap, state.satuan, state.tingkat, index, state.wilayah, null,
      months.length - 1, options.marks[state.pemilihan], options.names[state.pemilihan][index]];
  }

  function same(one, other) {
    return NAMES.every(function (name) { return (one[name] || null) === (other[name] || null); });
  }

  function sync(address, election, stage, unit, level, month, search, click, state, options) {
    var none = window.dash_clientside.no_update;
    var context = window.dash_clientside.callback_context;
    var trigger = context.triggered.length ? context.triggered[0].prop_id.split(".")[0] : "";
    var values = { election: election, stage: stage, unit: unit, level: level, month: month, search: search, click: click };
    var next = trigger === "address" ? parse(window.location.search, options) : changed(state, trigger, values, options);
    if (!trigger || same(next, state)) { return Array(11).fill(none); }
    if (next.lang !== state.lang) { window.location.reload(); return Array(11).fill(none); }
    var target = window.location.pathname + write(next, options);
    if (trigger !== "address" && target !== window.location.pathname + window.location.search) {
      window.history.pushState(null, "", target);
    }
    latest = { state: next, options: options };
    if (next.wilayah && next.wilayah !== state.wilayah) { showRegionSoon(next.wilayah); }
    if (!next.wilayah && state.wilayah) { leaveRegionSoon(byHistory); }
    byHistory = false;
    return answer(next, options);
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

  function title(_headline, state) {
    document.documentElement.lang = state.lang;
    writeTitle();
    return window.dash_clientside.no_update;
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
    window.history.pushState(null, "", link.getAttribute("href"));
    tell();
  }

  function chooseByEnter(event) {
    if (event.key !== "Enter" || !event.target.closest) { return; }
    var option = ".dash-options-list-option-checkbox";
    var list = event.target.closest("[data-radix-popper-content-wrapper]");
    if (!list) { return; }
    var typing = event.target.classList.contains("dash-dropdown-search");
    if (!typing && !event.target.matches(option)) { return; }
    event.preventDefault();
    event.stopPropagation();
    if (typing) { chooseFirst(list, option, event.target.value.toLowerCase(), 20); } else { event.target.click(); }
  }

  /* The list follows what is typed a moment later: wait until its first entry matches. */
  function chooseFirst(list, option, typed, tries) {
    var first = list.querySelector(option);
    var entry = first ? first.closest("label") || first.parentElement : null;
    if (first && entry.textContent.toLowerCase().indexOf(typed) >= 0) {
      first.click();
    } else if (tries > 0) {
      window.setTimeout(function () { chooseFirst(list, option, typed, tries - 1); }, 30);
    }
  }

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
        setError(!response.ok);
        return response;
      }, function (failure) {
        setError(true);
        throw failure;
      });
    };
  }

  function takeOver() {
    var first = document.getElementById("awal");
    var root = document.getElementById("react-entry-point");
    if (!first || !root) { return true; }
    var graph = root.querySelector("#map .main-svg");
    var drawn = root.querySelector("#map .choroplethlayer path") || (graph && root.querySelector("#map-frame.bare"));
    if (!drawn) { return false; }
    var focused = first.contains(document.activeElement);
    first.remove();
    document.documentElement.classList.add("siap");
    watchRegion();
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

  window.dash_clientside = Object.assign({}, window.dash_clientside, { pantau: { sync: sync, title: title } });
  window.addEventListener("popstate", function () {
    byHistory = true;
    tell();
  });
  document.addEventListener("click", followLink);
  document.addEventListener("keydown", chooseByEnter, true);
  document.addEventListener("click", function (event) {
    if (event.target.id === "retry") { window.location.reload(); }
  });
  watchAnswers();
  chooseTheme();
  waitForMap();
}());
