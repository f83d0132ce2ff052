/* Makes the page of codes quicker to use: shows a new choice without loading anew, selects and copies what is to be copied. */
(function () {
  "use strict";

  var LIVE = ["pilihan", "tampilan", "hasil"];
  var asked = 0;

  function offerCopies() {
    if (!navigator.clipboard) { return; }
    document.querySelectorAll(".copy").forEach(function (button) { button.hidden = false; });
  }

  function copy(button) {
    var said = button.textContent;
    if (said === button.dataset.copied) { return; }
    navigator.clipboard.writeText(button.parentElement.querySelector("textarea").value).then(function () {
      button.textContent = button.dataset.copied;
      window.setTimeout(function () { button.textContent = said; }, 1600);
    });
  }

  /* Empty choices mean nothing and stay out of the address. */
  function addressOf(form) {
    var query = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { if (value) { query.append(name, value); } });
    return form.getAttribute("action").split("#")[0] + "?" + query.toString();
  }

  function show(fresh) {
    var at = document.activeElement;
    var name = at && at.form ? at.name : "";
    LIVE.forEach(function (id) { document.getElementById(id).replaceWith(fresh.getElementById(id)); });
    offerCopies();
    var again = name && document.querySelector("#racik [name='" + name + "']");
    if (again) { again.focus({ preventScroll: true }); }
    var here = new URL(fresh.querySelector("link[rel=canonical]").href);
    window.history.replaceState(null, "", here.pathname + here.search);
  }

  function update(form) {
    var target = addressOf(form);
    var results = document.getElementById("hasil");
    var mine = asked += 1;
    /* Another language is another page. */
    if (form.elements.lang.value !== document.documentElement.lang) { window.location.assign(target); return; }
    results.setAttribute("aria-busy", "true");
    fetch(target).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.text();
    }).then(function (text) {
      if (mine === asked) { show(new DOMParser().parseFromString(text, "text/html")); }
    }).catch(function () { window.location.assign(target); });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest(".copy") : null;
    if (button) { copy(button); }
  });
  document.addEventListener("focusin", function (event) {
    if (event.target.localName === "textarea" && event.target.readOnly) { event.target.select(); }
  });
  var form = document.getElementById("racik");
  form.addEventListener("change", function () { update(form); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    update(form);
  });
  offerCopies();
}());
