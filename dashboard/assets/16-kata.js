/* Says numbers, months and maps in words, from the texts that the page brings along. */
(function () {
  "use strict";

  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; });
  }

  var formats = {};

  /* A format takes longer to make than to use. */
  function number(value, options) {
    formats[options.locale] = formats[options.locale] || new Intl.NumberFormat(options.locale);
    return formats[options.locale].format(value);
  }

  function counted(state, options) {
    return fill(options.texts.topic, {
      stage: options.labels.tahap[state.tahap],
      unit: options.labels.satuan[state.satuan],
      election: options.labels.pemilihan[state.pemilihan]
    });
  }

  function topic(state, options) {
    var said = counted(state, options);
    return window.pantau.peta.compared(state, options) ? fill(options.texts.topic_rate, { topic: said }) : said;
  }

  function month(state, options) {
    return options.names[state.pemilihan][options.months[state.pemilihan].indexOf(state.sampai)];
  }

  function readingWords(reading, state, options) {
    if (reading.value === null || reading.status === "nol") { return options.labels.status[reading.status]; }
    return fill(reading.implied ? options.texts.value_implied : options.texts.value_number, {
      number: number(reading.value, options),
      unit: options.units[state.satuan][reading.value === 1 ? 0 : 1]
    });
  }

  function entryWords(entry, state, options) {
    var said = readingWords(entry.reading, state, options);
    if (entry.rate === null) { return said; }
    return fill(options.texts.entry_rate, {
      rate: number(entry.rate, options), value: said, pns: number(entry.servants, options)
    });
  }

  function top(entries, options) {
    var known = entries.filter(function (entry) { return entry.reading.value !== null; });
    var some = known.filter(function (entry) { return entry.reading.value; });
    return (some.length ? some : known).slice().sort(function (one, other) {
      return other.shown - one.shown || (one.code < other.code ? -1 : 1);
    }).slice(0, options.top).map(function (entry) {
      return fill(options.texts.top_entry, {
        place: window.pantau.nilai.name(entry.code), number: number(entry.shown, options)
      });
    }).join(", ");
  }

  function province(state) { return state.provinsi ? window.pantau.nilai.name(state.provinsi) : ""; }

  function tiles(state, options) {
    if (state.peta !== options.tiles.kind) { return ""; }
    return options.texts[window.pantau.peta.showsTiles(state, options) ? "tiles_are" : "tiles_not_for_provinces"];
  }

  function alt(entries, state, options) {
    var level = options.labels.tingkat[state.tingkat];
    var known = entries.filter(function (entry) { return entry.reading.value !== null; }).length;
    var inside = fill(options.texts.level_in_province, { level: level, province: province(state) });
    var said = fill(known ? options.texts.map_alt : options.texts.map_alt_empty, {
      level: state.provinsi ? inside : level,
      topic: topic(state, options),
      month: month(state, options),
      published: number(known, options),
      all: number(entries.length, options),
      top: top(entries, options)
    });
    return [said, tiles(state, options)].filter(Boolean).join(" ");
  }

  function capital(said) { return said.charAt(0).toUpperCase() + said.slice(1); }

  function title(state, options) {
    var inside = state.provinsi && state.tingkat !== "provinsi";
    var said = topic(state, options);
    return capital(said) + ". " +
      fill(options.texts[inside ? "map_title_in" : "map_title_" + state.tingkat], {
        month: month(state, options), province: province(state)
      }) + ".";
  }

  function regions(count, options) {
    return fill(count === 1 ? options.texts.legend_count_one : options.texts.legend_count, {
      count: number(count, options)
    });
  }

  window.pantau = Object.assign(window.pantau || {}, {
    kata: {
      alt: alt, capital: capital, counted: counted, entryWords: entryWords, fill: fill, month: month, number: number,
      province: province, readingWords: readingWords, regions: regions, tiles: tiles, title: title
    }
  });
}());
