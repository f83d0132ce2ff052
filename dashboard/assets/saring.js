/* Shows what a search or choice leaves of a page's list while it is typed; the server finds it, as without scripts.
   The form says which parts of the page are new then, and where the list begins. */
(function () {
  "use strict";

  var WAIT = 250;
  var form = document.getElementById("saring");
  var live = form.dataset.ganti.split(" ");
  var asked = 0;
  var timer = 0;

  function target() {
    var query = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { if (value) { query.append(name, value); } });
    var said = query.toString();
    return window.location.pathname + (said ? "?" + said : "");
  }

  function show(text) {
    var fresh = new DOMParser().parseFromString(text, "text/html");
    live.forEach(function (id) { document.getElementById(id).replaceWith(fresh.getElementById(id)); });
    document.querySelector(".language").href = fresh.querySelector(".language").href;
    document.title = fresh.title;
    return new URL(fresh.querySelector("link[rel=canonical]").href);
  }

  function update() {
    var mine = asked += 1;
    var wanted = target();
    document.getElementById("hasil").setAttribute("aria-busy", "true");
    fetch(wanted).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.text();
    }).then(function (text) {
      if (mine !== asked) { return; }
      var shown = show(text);
      window.history.replaceState(null, "", shown.pathname + shown.search);
    }).catch(function () { if (mine === asked) { window.location.assign(wanted + "#" + form.dataset.jangkar); } });
  }

  form.addEventListener("input", function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(update, WAIT);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    window.clearTimeout(timer);
    update();
  });
}());
