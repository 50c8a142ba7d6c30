// A SCORM 1.2 lesson: where one is, what one answered and the score are told to the API its player gives.
(function () {
  "use strict";
  function findApi(from) {
    for (var hops = 0; from && hops < 12; hops += 1) {
      try {
        if (from.API) return from.API;
        if (from.parent === from) break;
        from = from.parent;
      } catch (_) {
        return null;
      }
    }
    return null;
  }
  var api = findApi(window);
  var pages = Array.prototype.slice.call(document.querySelectorAll("[data-page]"));
  var here = 0;
  var say = function (name, value) { if (api) api.LMSSetValue(name, String(value)); };
  if (api) {
    api.LMSInitialize("");
    here = Math.min(pages.length - 1, parseInt(api.LMSGetValue("cmi.core.lesson_location"), 10) || 0);
    if (!/^(passed|failed|completed)$/.test(api.LMSGetValue("cmi.core.lesson_status"))) say("cmi.core.lesson_status", "incomplete");
  }
  function show() {
    pages.forEach(function (page, index) { page.hidden = index !== here; });
    document.getElementById("avance").textContent = "Page " + (here + 1) + " sur " + pages.length;
    document.getElementById("avant").disabled = here === 0;
    document.getElementById("apres").disabled = here === pages.length - 1;
    say("cmi.core.lesson_location", here);
    if (api) api.LMSCommit("");
  }
  document.getElementById("avant").addEventListener("click", function () { here -= 1; show(); });
  document.getElementById("apres").addEventListener("click", function () { here += 1; show(); });
  document.getElementById("exercice").addEventListener("submit", function (event) {
    event.preventDefault();
    var right = 0;
    ["q1", "q2", "q3"].forEach(function (name) {
      var chosen = document.querySelector("input[name=" + name + "]:checked");
      if (chosen && chosen.value === "1") right += 1;
    });
    var score = Math.round((right / 3) * 100);
    say("cmi.core.score.min", 0);
    say("cmi.core.score.max", 100);
    say("cmi.core.score.raw", score);
    say("cmi.core.lesson_status", score >= 60 ? "passed" : "failed");
    if (api) api.LMSCommit("");
    document.getElementById("resultat").textContent = right + " sur 3. " + (score >= 60 ? "La leçon est acquise." : "Relisez, puis recommencez : rien n’est perdu.");
  });
  window.addEventListener("pagehide", function () { if (api) api.LMSFinish(""); });
  show();
})();
