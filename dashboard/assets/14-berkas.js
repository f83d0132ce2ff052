/* Fetches each of the files that the page names in its head once: numbers, and what is said of them. */
(function () {
  "use strict";

  function load(address) {
    return window.fetch(address).then(function (answer) {
      if (!answer.ok) { throw new Error(address); }
      return answer.json();
    });
  }

  function fetchOnce(folder) {
    var link = document.querySelector('link[rel="preload"][href^="' + folder + '"]');
    var arrived = link ? load(link.getAttribute("href")) : Promise.reject(new Error("no file"));
    arrived.catch(function () { /* the page says so, see 28-ambil-alih.js */ });
    return arrived;
  }

  window.pantau = Object.assign(window.pantau || {}, {
    berkas: { values: fetchOnce("/nilai/"), phrases: fetchOnce("/kalimat/") }
  });
}());
