# SPDX-License-Identifier: EUPL-1.2
"""An HTML page as lines: what a reader would see, one line for each block, row or break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml import etree, html

from fundgraph.sources.lines import Line, plain_line

HEADINGS = frozenset({"h1", "h2", "h3"})
SKIPPED = frozenset(
    {
        "button", "embed", "head", "iframe", "input", "math", "nav", "noscript", "object",
        "script", "select", "style", "svg", "template", "textarea", "video",
    }
)  # fmt: skip
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em",
        "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
CELLS = frozenset({"td", "th", "dd"})
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|meta|body|div|p|pre|h[1-6]|table|dl|ul|span|b)\b", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LOOK_WITHIN = 8192
_BLANK = " \t\r\n\f\u00a0"


def is_markup(text: str) -> bool:
    """True for a text that is HTML."""
    return bool(_MARKUP.search(text, 0, _LOOK_WITHIN))


def markup_lines(text: str) -> Iterator[Line]:
    """The lines of an HTML page. Scripts, styles, forms and navigation are left out."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return
    walker = _Walker()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            yield from walker.end(tag, element)
        elif tag in SKIPPED:
            walk.skip_subtree()
        else:
            yield from walker.start(tag, element)
    yield from walker.flush()


@dataclass(slots=True)
class _Walker:
    """Gathers the text between two breaks into a line.

    `line` is where the walk is, `first` where the gathered text began; `cells` counts the cells
    of the row so far, `preformatted` the `<pre>` that are open.
    """

    parts: list[str] = field(default_factory=list)
    line: int = 1
    first: int = 0
    cells: int = 0
    bullet: bool = False
    heading: bool = False
    preformatted: int = 0

    def start(self, tag: str, element: etree._Element) -> Iterator[Line]:
        self.line = max(self.line, cast("int | None", element.sourceline) or 1)
        if tag == "img":
            yield from self._image(element)
        elif tag in CELLS:
            self._next_cell(tag)
        elif tag == "br" and self.heading:
            self.parts.append(" ")
        elif tag not in INLINE:
            yield from self.flush()
            self.bullet = tag == "li" or (self.bullet and tag not in ("ul", "ol"))
            self.heading = self.heading or tag in HEADINGS
        self.preformatted += tag == "pre"
        yield from self._texts(element.text)

    def end(self, tag: str, element: etree._Element) -> Iterator[Line]:
        breaks = tag not in INLINE and tag not in CELLS and tag not in SKIPPED
        if breaks and tag not in ("dt", "img") and not (tag == "br" and self.heading):
            if tag in HEADINGS and not self.first:
                yield Line(self.line, "", heading=True, markup=True)
            yield from self.flush()
            self.heading = self.heading and tag not in HEADINGS
            self.bullet = self.bullet and tag != "li"
        self.preformatted -= tag == "pre"
        yield from self._texts(element.tail)

    def flush(self) -> Iterator[Line]:
        """The line gathered so far, if it holds anything."""
        content = self._content() if self.first else ""
        if content and self.heading:
            yield Line(self.first, content, heading=True, markup=True)
        elif content:
            yield plain_line(self.first, content, bullet=self.bullet, markup=True)
        self.parts.clear()
        self.first = self.cells = 0

    def _content(self) -> str:
        return _SPACES.sub(" ", "".join(self.parts)).strip(_BLANK)

    def _texts(self, text: str | None) -> Iterator[Line]:
        """Takes a text; preformatted, each of its lines is one, which is given at its end."""
        pieces = (text or "").split("\n") if self.preformatted else [text or ""]
        for number, piece in enumerate(pieces):
            if number:
                yield from self.flush()
                self.line += 1
            if piece:
                self._text(piece)

    def _text(self, text: str) -> None:
        content = text.lstrip(_BLANK)
        if content and not self.first:
            self.first = self.line + text.count("\n", 0, len(text) - len(content))
        self.parts.append(text)
        self.line += text.count("\n")

    def _next_cell(self, tag: str) -> None:
        """A cell goes on the line of its row; the first one is the label of the others."""
        if self.first:
            self.cells += 1
            labelled = self.cells > 1 or ":" in "".join(self.parts)
            self.parts.append(" " if labelled and tag != "dd" else self._colon())

    def _colon(self) -> str:
        return " " if self._content().endswith(":") else ": "

    def _image(self, element: etree._Element) -> Iterator[Line]:
        text = (element.get("alt") or "").strip()
        if text and not self.first:
            yield Line(self.line, text, image=True, markup=True)
