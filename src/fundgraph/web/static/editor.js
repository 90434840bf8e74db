// SPDX-License-Identifier: EUPL-1.2
// Colours the SPARQL in a <textarea> by painting a <pre> under it. The page works without it.
// Class names only: the security policy allows no inline style.

const WORDS =
  "prefix|base|select|construct|ask|describe|where|from|named|filter|optional|union|minus|graph|" +
  "service|bind|as|values|group|order|by|having|limit|offset|distinct|reduced|asc|desc|exists|" +
  "not|in|a|count|sum|avg|min|max|sample|group_concat|if|coalesce|str|lang|langmatches|datatype|" +
  "regex|contains|strstarts|strends|lcase|ucase|year|month|day|abs|round|bound|undef|true|false";

const TOKEN = new RegExp(
  [
    "(?<comment>#[^\\n]*)",
    '(?<iri><[^<>"{}|^`\\\\\\s]*>)',
    `(?<string>"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*')`,
    "(?<variable>[?$][\\p{L}\\p{N}_]+)",
    "(?<name>[\\p{L}\\p{N}_-]*:[\\p{L}\\p{N}_.%:-]*)",
    `(?<keyword>(?<![\\p{L}\\p{N}_])(?:${WORDS})(?![\\p{L}\\p{N}_]))`,
  ].join("|"),
  "giu",
);

function paint(source, target) {
  const nodes = [];
  let end = 0;
  for (const match of source.matchAll(TOKEN)) {
    const span = document.createElement("span");
    span.className = Object.keys(match.groups).find((key) => match.groups[key] !== undefined);
    span.textContent = match[0];
    nodes.push(source.slice(end, match.index), span);
    end = match.index + match[0].length;
  }
  target.replaceChildren(...nodes, source.slice(end), "\n");
}

function enliven(box) {
  const area = box.querySelector("textarea");
  const under = box.querySelector("pre");
  const update = () => paint(area.value, under);
  area.addEventListener("input", update);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      area.form.requestSubmit();
    }
  });
  update();
  box.classList.add("live");
}

document.querySelectorAll(".editor").forEach(enliven);
