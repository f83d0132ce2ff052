/* Makes the data page quicker to use: copies what is to be copied, and shows what a filter leaves without loading anew. */
(function () {
  "use strict";

  var LIVE = ["hasil"];

  function offerCopies(root) {
    if (!navigator.clipboard) { return; }
    root.querySelectorAll(".copy").forEach(function (button) { button.hidden = false; });
  }

  function copy(event) {
    var button = event.target.closest ? event.target.closest(".copy") : null;
    if (!button) { return; }
    var said = button.textContent;
    if (said === button.dataset.copied) { return; }
    navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent).then(function () {
      button.textContent = button.dataset.copied;
      window.setTimeout(function () { button.textContent = said; }, 1600);
    });
  }

  /* Empty choices mean nothing and stay out of the address. */
  function addressOf(form) {
    var query = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { if (value) { query.append(name, value); } });
    return "/data?" + query.toString();
  }

  function opened() {
    return Array.prototype.map.call(document.querySelectorAll("#hasil details"), function (item) { return item.open; });
  }

  function show(text, form) {
    var fresh = new DOMParser().parseFromString(text, "text/html");
    var states = opened();
    LIVE.forEach(function (id) { document.getElementById(id).replaceWith(fresh.getElementById(id)); });
    document.querySelectorAll("#hasil details").forEach(function (item, index) { item.open = Boolean(states[index]); });
    var ticks = fresh.querySelector(".ticks");
    var known = form.querySelector(".ticks");
    if (known) { known.remove(); }
    if (ticks) { form.insertBefore(ticks, form.querySelector(".fields")); }
    form.querySelector("select[name=wilayah]") && (form.querySelector("select[name=wilayah]").value = "");
    offerCopies(document);
  }

  function update(form, asked) {
    var results = document.getElementById("hasil");
    var target = addressOf(form);
    results.setAttribute("aria-busy", "true");
    asked.count += 1;
    var mine = asked.count;
    fetch(target).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.text();
    }).then(function (text) {
      if (mine !== asked.count) { return; }
      show(text, form);
      window.history.replaceState(null, "", target);
    }).catch(function () { window.location.assign(target + "#saring"); });
  }

  document.addEventListener("click", copy);
  offerCopies(document);
  var form = document.getElementById("saring-formulir");
  var asked = { count: 0 };
  form.addEventListener("change", function () { update(form, asked); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    update(form, asked);
  });
}());
