/* Gives Dash's own controls the names and roles that people with a screen reader need; Dash has no settings for them. */
(function () {
  "use strict";

  function set(node, name, value) {
    if (node && value && node.getAttribute(name) !== value) { node.setAttribute(name, value); }
  }

  function drop(node, name) {
    if (node.hasAttribute(name)) { node.removeAttribute(name); }
  }

  function each(selector, mend) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), mend);
  }

  /* A list of labels with radio buttons in them is no listbox: the buttons speak for themselves. */
  function mendList(list) {
    var dialog = list.closest("[role=dialog]");
    set(list, "role", "radiogroup");
    set(list, "aria-labelledby", dialog ? dialog.getAttribute("aria-labelledby") : list.id + "-label");
  }

  function mendOption(option) {
    drop(option, "role");
    drop(option, "aria-selected");
  }

  /* Dash catches the focus with a hidden field and hands it on; the button itself can take it. */
  function mendDropdown(button) {
    set(button, "tabindex", "0");
    set(button, "aria-haspopup", "dialog");
    set(button, "aria-labelledby", button.id + "-label " + button.id + "-value");
  }

  function mendDialog(dialog) {
    var button = document.querySelector('.dash-dropdown[aria-controls="' + dialog.id + '"]');
    if (!button) { return; }
    set(dialog, "aria-labelledby", button.id + "-label");
    set(dialog.querySelector(".dash-dropdown-search"), "aria-labelledby", button.id + "-label");
  }

  function mendSlider(thumb) {
    var name = document.getElementById("month-name");
    set(thumb, "aria-labelledby", "month-label");
    set(thumb, "aria-valuetext", name && name.textContent);
  }

  function mend() {
    each(".dash-dropdown-focus-target", function (field) { set(field, "tabindex", "-1"); });
    each("button.dash-dropdown", mendDropdown);
    each(".dash-dropdown-content", mendDialog);
    each(".dash-options-list", mendList);
    each("label.dash-options-list-option", mendOption);
    each("#month [role=slider]", mendSlider);
  }

  var chosen = false;

  function chooseByEnter(event) {
    if (event.key !== "Enter" || !event.target.closest) { return; }
    chosen = false;
    var option = ".dash-options-list-option-checkbox";
    var list = event.target.closest("[data-radix-popper-content-wrapper]");
    if (!list) { return; }
    var typing = event.target.classList.contains("dash-dropdown-search");
    if (!typing && !event.target.matches(option)) { return; }
    event.preventDefault();
    event.stopPropagation();
    chosen = true;
    if (typing) { chooseFirst(list, option, event.target.value.toLowerCase(), 40); } else { event.target.click(); }
  }

  /* Dash would take the first entry of the list when the key comes up, which may still answer an earlier letter, and
     would open the list again if its button has the focus by then. */
  function keepChoice(event) {
    if (event.key !== "Enter" || !chosen) { return; }
    chosen = false;
    event.stopPropagation();
  }

  /* The list follows what is typed a moment later: wait until its first entry matches. */
  function chooseFirst(list, option, typed, tries) {
    var first = list.querySelector(option);
    var entry = first ? first.closest("label") || first.parentElement : null;
    var said = first ? entry.textContent : "";
    if (first && (said.toLowerCase().indexOf(typed) >= 0 || window.dash_clientside.cari.isFirst(said, typed))) {
      first.click();
    } else if (tries > 0) {
      window.setTimeout(function () { chooseFirst(list, option, typed, tries - 1); }, 30);
    }
  }

  document.addEventListener("keydown", chooseByEnter, true);
  document.addEventListener("keyup", keepChoice, true);
  new MutationObserver(mend).observe(document.body, {
    attributeFilter: ["role", "tabindex", "aria-selected", "aria-labelledby", "aria-controls", "aria-haspopup"],
    characterData: true, childList: true, subtree: true
  });
  mend();
}());
