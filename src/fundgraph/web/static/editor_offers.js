// SPDX-License-Identifier: EUPL-1.2
// Offers what may follow in a query: terms and codes behind a prefix, prefixes, variables. The
// list is a listbox beside the <textarea>, which keeps the focus: arrows, Enter, Escape, a click.

import { tokens } from "./editor_paint.js";

// So many are shown at a time: a list that scrolled would be one more stop of the Tab key.
const MOST = 7;
const MOVES = ["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"];
const WORD = /(?:^|[\s({[,;.|/^!=>*+-])([?$][\p{L}\p{N}_]*|[A-Za-z][\w-]*:?[\w-]*)$/u;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The word that ends at the caret; nothing within comments, texts and IRIs. */
function wordAt(text, caret) {
  const inside = tokens(text).find(([start, end]) => start < caret && caret <= end);
  if (inside && ["comment", "string", "iri"].includes(inside[2])) return null;
  return text.slice(Math.max(0, caret - 100), caret).match(WORD)?.[1] ?? null;
}

/** What may stand in the place of a word, the best first: [text, label] each. */
function offered(word, text, known) {
  if (/^[?$]/.test(word)) {
    const found = text.match(/[?$][\p{L}\p{N}_]+/gu) ?? [];
    if (found.filter((each) => each === word).length > 1) return []; // it is written out
    return [...new Set(found)].filter((each) => each !== word && each.startsWith(word)).map((each) => [each, ""]);
  }
  const [prefix, wanted] = word.split(":");
  if (wanted === undefined) {
    const prefixes = Object.entries(known.prefixes).filter(([name]) => name.startsWith(prefix));
    return word.length > 1 ? prefixes.map(([name, iri]) => [`${name}:`, iri]) : [];
  }
  if (known.terms[prefix]?.[wanted] !== undefined) return [];
  const terms = Object.entries(known.terms[prefix] ?? {});
  const sought = fold(wanted);
  const ranked = terms.map(([name, label]) => {
    const places = [fold(name).indexOf(sought), fold(label).indexOf(sought)];
    const rank = places[0] === 0 ? 0 : places.includes(0) ? 1 : Math.max(...places) > 0 ? 2 : 3;
    return [rank, `${prefix}:${name}`, label];
  });
  const fit = ranked.filter(([rank]) => rank < 3);
  return fit.sort((one, other) => one[0] - other[0]).map(([, name, label]) => [name, label]);
}

/** Puts text in the place of a part, so that the browser can undo it. */
function put(area, start, end, text) {
  area.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new Event("input"));
  }
}

/** Declares a prefix behind the last one, or in front of the query's first word. */
function declare(area, prefix, iri) {
  if (!iri || new RegExp(`prefix\\s+${prefix}:`, "i").test(area.value)) return;
  const caret = area.selectionStart;
  const last = [...area.value.matchAll(/^[ \t]*prefix\b.*\n?/gim)].pop();
  const at = last ? last.index + last[0].length : area.value.match(/^(?:[ \t]*(?:#.*)?\n)*/)[0].length;
  const line = `PREFIX ${prefix}: <${iri}>\n`;
  if (at > caret) return;
  put(area, at, at, line);
  area.setSelectionRange(caret + line.length, caret + line.length);
}

/** Where the caret is on the page: the painted text has the same lines as the field. */
function caretBox(under, caret) {
  const range = document.createRange();
  const walker = document.createTreeWalker(under, NodeFilter.SHOW_TEXT);
  let rest = caret;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (rest <= node.length) {
      range.setStart(node, Math.max(0, rest - 1));
      range.setEnd(node, rest);
      const boxes = range.getClientRects();
      return boxes[boxes.length - 1] ?? under.getBoundingClientRect();
    }
    rest -= node.length;
  }
  return under.getBoundingClientRect();
}

class Offers {
  constructor(box, area, under) {
    Object.assign(this, { box, area, under, found: [], chosen: -1, known: null, word: "", taken: "", first: 0 });
    this.popup = document.createElement("div");
    Object.assign(this.popup, { className: "offers", hidden: true });
    this.list = document.createElement("ul");
    this.list.id = "offers";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", box.dataset.some.replace(":", ""));
    this.part = document.createElement("p");
    this.part.setAttribute("aria-hidden", "true");
    this.popup.append(this.list, this.part);
    this.said = document.createElement("p");
    this.said.className = "vh";
    this.said.setAttribute("role", "status");
    box.append(this.popup, this.said);
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-controls", "offers");
    area.addEventListener("keydown", (event) => this.key(event));
    area.addEventListener("blur", () => this.close());
    area.addEventListener("click", () => this.close());
    this.popup.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("li");
      if (option) this.take(this.first + [...this.list.children].indexOf(option));
    });
  }

  async terms() {
    this.known ??= fetch(this.box.dataset.terms).then((answer) => answer.json());
    return this.known.catch(() => ({ prefixes: {}, terms: {} }));
  }

  async update() {
    const word = this.at();
    if (!word || word === this.taken) return this.close();
    const known = await this.terms();
    if (this.at() !== word) return undefined;
    this.word = word;
    this.found = offered(word, this.area.value, known);
    return this.found.length ? this.show() : this.close();
  }

  at() {
    const { selectionStart: caret, selectionEnd: end, value } = this.area;
    return caret === end ? wordAt(value, caret) : null;
  }

  show() {
    this.popup.hidden = false;
    this.choose(0);
    const [box, caret] = [this.box.getBoundingClientRect(), caretBox(this.under, this.area.selectionStart)];
    this.popup.style.top = `${caret.bottom - box.top + 4}px`;
    const most = box.width - this.popup.offsetWidth;
    this.popup.style.left = `${Math.max(0, Math.min(caret.left - box.left, most))}px`;
    this.said.textContent = `${this.box.dataset.some} ${this.found.length}`;
  }

  /** Shows the offers around the chosen one. */
  draw() {
    const { found, chosen } = this;
    if (chosen < this.first) this.first = chosen;
    if (chosen >= this.first + MOST) this.first = chosen - MOST + 1;
    const shown = found.slice(this.first, this.first + MOST);
    this.list.replaceChildren(...shown.map(([text, label], n) => this.option(text, label, this.first + n)));
    this.part.textContent = `${this.first + 1}–${this.first + shown.length} / ${found.length}`;
    this.part.hidden = found.length <= MOST;
  }

  option(text, label, number) {
    const [option, name, note] = ["li", "code", "span"].map((each) => document.createElement(each));
    option.id = `offer-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", String(number === this.chosen));
    option.setAttribute("aria-setsize", this.found.length);
    option.setAttribute("aria-posinset", number + 1);
    name.textContent = text;
    note.textContent = label;
    option.append(name, note);
    return option;
  }

  choose(number) {
    this.chosen = (number + this.found.length) % this.found.length;
    this.draw();
    this.area.setAttribute("aria-activedescendant", `offer-${this.chosen}`);
  }

  async take(number) {
    const [text] = this.found[number];
    const { word, area } = this;
    const known = await this.terms();
    this.close();
    if (this.at() !== word) return; // the caret has moved
    this.taken = text.endsWith(":") ? "" : text;
    put(area, area.selectionStart - word.length, area.selectionStart, text);
    if (text.includes(":")) {
      const prefix = text.split(":")[0];
      declare(area, prefix, known.prefixes[prefix]);
    }
    if (!this.taken) this.update();
  }

  close() {
    if (this.popup.hidden) return;
    this.popup.hidden = true;
    this.chosen = -1;
    this.first = 0;
    this.said.textContent = "";
    this.area.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.ctrlKey && event.key === " ") {
      event.preventDefault();
      this.taken = "";
      this.update();
      return;
    }
    if (this.popup.hidden || event.isComposing) return;
    if (MOVES.includes(event.key)) this.close();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const deeds = {
      ArrowDown: () => this.choose(this.chosen + 1),
      ArrowUp: () => this.choose(this.chosen - 1),
      Enter: () => this.take(this.chosen),
      Escape: () => this.close(),
    };
    if (!deeds[event.key]) return;
    event.preventDefault();
    deeds[event.key]();
  }
}

/** Has a field offer what may follow; the answer has `update` and `close`. */
export function offerTerms(box, area, under) {
  return new Offers(box, area, under);
}
