/* Suggests regions while a name is typed; the server finds them, and the form works the same without this. */
(function () {
  "use strict";

  var WAIT = 150;
  var SHORTEST = 2;

  function suggest(form) {
    var field = form.querySelector("input[type=search]");
    var label = field.closest("label");
    var list = document.createElement("ul");
    var status = document.createElement("p");
    var rows = [];
    var chosen = -1;
    var asked = 0;
    var timer = 0;

    list.id = "saran";
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label.firstElementChild.textContent);
    status.className = "quiet";
    status.setAttribute("role", "status");
    form.append(list, status);
    field.removeAttribute("list");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");

    function named(row) {
      return row.nama_provinsi ? row.nama_wilayah + ", " + row.nama_provinsi : row.nama_wilayah;
    }

    function close() {
      list.hidden = true;
      chosen = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function mark(index) {
      chosen = index;
      Array.prototype.forEach.call(list.children, function (item, at) {
        item.setAttribute("aria-selected", String(at === index));
        if (at === index) { item.scrollIntoView({ block: "nearest" }); }
      });
      if (index < 0) { field.removeAttribute("aria-activedescendant"); } else {
        field.setAttribute("aria-activedescendant", list.children[index].id);
      }
    }

    function take(row) {
      close();
      if (form.dataset.saran === "buka") { window.location.assign(row.alamat); return; }
      field.value = named(row);
      form.submit();
    }

    function option(row, index) {
      var item = document.createElement("li");
      item.id = "saran-" + index;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.textContent = named(row);
      item.addEventListener("mousedown", function (event) { event.preventDefault(); });
      item.addEventListener("click", function () { take(row); });
      return item;
    }

    function show(found) {
      rows = found;
      list.replaceChildren.apply(list, rows.map(option));
      close();
      status.textContent = form.dataset.kata.replace("{count}", String(rows.length));
      if (!rows.length || document.activeElement !== field) { return; }
      list.style.left = label.offsetLeft + "px";
      list.style.top = label.offsetTop + label.offsetHeight + "px";
      list.style.width = label.offsetWidth + "px";
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
    }

    function ask() {
      var mine = asked += 1;
      var typed = field.value.trim();
      if (typed.length < SHORTEST) { close(); return; }
      var query = new URLSearchParams({ q: typed, lang: document.documentElement.lang });
      fetch("/cari.json?" + query.toString()).then(function (answer) { return answer.json(); }).then(function (found) {
        if (mine === asked) { show(found.hasil); }
      }).catch(close);
    }

    /* Beyond either end lies the field itself. */
    function next(step) {
      var places = rows.length + 1;
      return (chosen + 1 + step + places) % places - 1;
    }

    function press(event) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
      if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(rows[chosen]); }
      if (step && !list.hidden) {
        event.preventDefault();
        mark(next(step));
      }
    }

    field.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT);
    });
    field.addEventListener("keydown", press);
    field.addEventListener("blur", close);
  }

  document.querySelectorAll("form[data-saran]").forEach(suggest);
}());
