// SPDX-License-Identifier: EUPL-1.2
// Colours SPARQL: writes a text into an element piece by piece, each kind with a class of its own.

const WORDS =
  "prefix|base|select|construct|ask|describe|where|from|named|filter|optional|union|minus|graph|" +
  "service|bind|as|values|group|order|by|having|limit|offset|distinct|reduced|asc|desc|exists|" +
  "not|in|a|count|sum|avg|min|max|sample|group_concat|if|coalesce|str|lang|langmatches|datatype|" +
  "regex|contains|strstarts|strends|lcase|ucase|year|month|day|abs|round|bound|undef|true|false";

// Longer queries are refused, and would take their time to be coloured.
const LONGEST = 20000;

const TOKEN = new RegExp(
  [
    "(?<comment>#[^\\n]*)",
    '(?<iri><[^<>"{}|^`\\\\\\s]*>)',
    `(?<string>"""(?:[^"\\\\]|\\\\[^]|"(?!""))*(?:"""|$)|'''(?:[^'\\\\]|\\\\[^]|'(?!''))*(?:'''|$)|` +
      `"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*')`,
    "(?<variable>[?$][\\p{L}\\p{N}_]+)",
    "(?<name>[\\p{L}\\p{N}_-]{0,64}:[\\p{L}\\p{N}_.%:-]*)",
    `(?<keyword>(?<![\\p{L}\\p{N}_])(?:${WORDS})(?![\\p{L}\\p{N}_]))`,
  ].join("|"),
  "giu",
);

/** The kinds of text that a place may be in: each token as [start, end, kind]. */
export function tokens(source) {
  if (source.length > LONGEST) return [];
  return Array.from(source.matchAll(TOKEN), (match) => [
    match.index,
    match.index + match[0].length,
    Object.keys(match.groups).find((kind) => match.groups[kind] !== undefined),
  ]);
}

function piece(kind, text) {
  const span = document.createElement("span");
  span.className = kind;
  span.textContent = text;
  return span;
}

/** Paints a source into an element; the character at `fault`, if it is one, is marked. */
export function paint(source, target, fault = -1) {
  const nodes = [];
  const add = (kind, start, end) => {
    if (fault >= start && fault < end) {
      add(kind, start, fault);
      nodes.push(piece("fault", source.slice(fault, fault + 1).replace("\n", "⏎\n")));
      start = fault + 1;
    }
    if (start < end) nodes.push(kind ? piece(kind, source.slice(start, end)) : source.slice(start, end));
  };
  let last = 0;
  for (const [start, end, kind] of tokens(source)) {
    add("", last, start);
    add(kind, start, end);
    last = end;
  }
  add("", last, source.length);
  if (fault >= source.length) nodes.push(piece("fault", "⏎"));
  target.replaceChildren(...nodes, "\n");
}
