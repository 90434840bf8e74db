// SPDX-License-Identifier: EUPL-1.2
// The editor of queries: a <textarea> with its text in colour under it, the place of an error
// marked, and what may follow offered. The page works without it.

import { offerTerms } from "./editor_offers.js";
import { paint } from "./editor_paint.js";

// A longer query goes in the body of the request: no address could carry it.
const LONGEST = 5000;

/** Where a line and a column are in a text; columns count characters, not their halves. */
function placeOf(text, line, column) {
  const before = text.split("\n").slice(0, line - 1);
  const start = before.reduce((sum, each) => sum + each.length + 1, 0);
  const rest = Array.from((text.slice(start).split("\n")[0] ?? "")).slice(0, column - 1);
  return start + rest.join("").length;
}

function enliven(box) {
  const area = box.querySelector("textarea");
  const under = box.querySelector("pre");
  let fault = box.dataset.line ? placeOf(area.value, +box.dataset.line, +box.dataset.column) : -1;
  const update = () => paint(area.value, under, fault);
  update();
  box.classList.add("live");
  const offers = offerTerms(box, area, under);
  area.addEventListener("input", () => {
    fault = -1;
    update();
    offers.update();
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      offers.close();
      area.form.requestSubmit();
    }
  });
  area.form.addEventListener("submit", () => {
    area.form.method = encodeURIComponent(area.value).length > LONGEST ? "post" : "get";
  });
  document.querySelectorAll(".live-help").forEach((help) => help.removeAttribute("hidden"));
  if (fault >= 0) {
    area.focus({ preventScroll: true });
    area.setSelectionRange(fault, fault);
  }
}

document.querySelectorAll(".editor").forEach(enliven);
