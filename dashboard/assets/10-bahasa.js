/* Month names and number marks of Indonesian for Plotly; the one that comes with it lacks both. */
(function () {
  "use strict";
  if (!window.Plotly) { return; }
  window.Plotly.register({
    moduleType: "locale",
    name: "id",
    dictionary: {
      "Autoscale": "Skala otomatis", "Download plot as a PNG": "Unduh sebagai PNG", "Pan": "Geser",
      "Reset": "Atur ulang", "Reset axes": "Atur ulang sumbu", "Zoom": "Perbesar", "Zoom in": "Perbesar",
      "Zoom out": "Perkecil", "new text": "teks baru"
    },
    format: {
      days: ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
      shortDays: ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"],
      months: ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
        "November", "Desember"],
      shortMonths: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
      date: "%d/%m/%Y", decimal: ",", thousands: "."
    }
  });
}());
