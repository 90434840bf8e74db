# SPDX-License-Identifier: EUPL-1.2
"""The picture of a result as a file of its own: with its title, what is drawn, where it comes
from, and its colours as attributes, so that it looks the same in whatever program opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import shorten, wrap
from typing import Final

from fundgraph.vocabulary import SVG
from fundgraph.web import texts
from fundgraph.web.charts import Bar, tracks
from fundgraph.web.i18n import gettext as _
from fundgraph.web.maps import Map
from fundgraph.web.markup import in_xml, written
from fundgraph.web.query.drawing import Drawing

_WIDTH: Final = 900
_MARGIN: Final = 30
_INNER: Final = _WIDTH - 2 * _MARGIN
_LINE, _ROW, _SWATCH = 24, 48, 16
# The characters of a line: of the title, of a label without its figure, of the notes.
_TITLE, _LABEL, _NOTE = 70, 98, 120
_INK, _MUTED = "#15202b", "#4a5866"
_RAMP: Final = ("#e3e8ee", "#cfe0f3", "#8fb9e3", "#3672b3", "#0a4c94")
_CLASS: Final = re.compile(r'class="([^"]*)"')
_PAINT: Final = {
    "k0": f'fill="{_RAMP[0]}"',
    "k1": f'fill="{_RAMP[4]}"',
    "s1": f'fill="{_RAMP[4]}"',
    "l1": f'fill="none" stroke="{_RAMP[4]}" stroke-width="3"',
    "grid": 'stroke="#d3dae2"',
    "zero": 'stroke="#75828f" stroke-width="1.5"',
    "hit": 'fill="none"',
    "middle": 'text-anchor="middle"',
    "end": 'text-anchor="end"',
}

Body = tuple[str, float]


def picture(drawing: Drawing, title: str, notes: Sequence[str], language: str) -> str:
    """A drawing as an SVG document under a title (that of what is drawn, where there is none),
    above lines that say where it comes from."""
    told = f"{drawing.value} / {drawing.label}"
    heads = wrap(title, _TITLE) or [told]
    top = _MARGIN + 30.0 * len(heads)
    heading = "".join(_text(line, _MARGIN, _MARGIN + 30 * n, 22, bold=True)
                      for n, line in enumerate(heads))  # fmt: skip
    below = _text(told, _MARGIN, top, 16, colour=_MUTED) if title else ""
    body, high = _body(drawing, language)
    foot = top + _LINE + high + _LINE
    ends = [line for note in (drawing.note, *notes) for line in wrap(note, _NOTE)]
    footing = "".join(
        _text(line, _MARGIN, foot + 20 * n, 14, colour=_MUTED) for n, line in enumerate(ends)
    )
    height = round(foot + 20 * len(ends) + _MARGIN / 2)
    return in_xml(
        f'<svg xmlns="{SVG}" width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}" '
        f'font-family="system-ui, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif" '
        f'xml:lang="{language}"><title>{written(title or told)}</title>'
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>{heading}{below}'
        f'<g transform="translate({_MARGIN} {top + _LINE})">{body}</g>{footing}</svg>\n'
    )


def _body(drawing: Drawing, language: str) -> Body:
    """What is drawn, and how high it is."""
    if drawing.map:
        return _map(drawing.map, drawing.names or {}, drawing.texts or {}, language)
    return _bars(drawing.bars) if drawing.bars else _plot(str(drawing.chart))


def _bars(rows: Sequence[Bar]) -> Body:
    pieces = (_bar(row, track, _ROW * n) for n, (row, track) in enumerate(tracks(rows)))
    return "".join(pieces), _ROW * len(rows)


def _bar(row: Bar, track: str, y: int) -> str:
    label = shorten(row.label, max(20, _LABEL - len(row.text)), placeholder="…")
    language = f' xml:lang="{written(row.language)}"' if row.language else ""
    return (
        f"<g{language}><title>{written(row.label)}</title>{_text(label, 0, y + 18, 16)}</g>"
        f"{_text(row.text, _INNER, y + 18, 16, anchor='end', bold=True)}"
        f'<svg x="0" y="{y + 27}" width="{_INNER}" height="10" viewBox="0 0 1000 10" '
        f'preserveAspectRatio="none">{_painted(track)}</svg>'
    )


def _plot(chart: str) -> Body:
    """A chart with an axis, its text and marks as the page has them."""
    svg = chart[chart.index("<svg") : chart.rindex("</svg>") + len("</svg>")]
    head, _end, inner = svg.partition(">")
    width, height = (float(found) for found in re.findall(r' (?:width|height)="(\d+)"', head))
    scale = _INNER / width
    return (
        f'<g transform="scale({scale:g})" font-size="14" fill="{_MUTED}">'
        f"{_painted(inner.removesuffix('</svg>'))}</g>",
        height * scale,
    )


def _map(drawn: Map, names: dict[str, str], values: dict[str, str], language: str) -> Body:
    scale = _INNER / drawn.width
    shapes = "".join(
        f'<path d="{shape.outline}" fill="{_RAMP[_class(shape.kind)]}" stroke="#fff" '
        f'stroke-width="2.4"/>{_named(shape.x, shape.y, shape.kind, lines)}'
        for shape in drawn.shapes
        for lines in [(names[shape.slug], values[shape.slug])]
    )
    high = drawn.height * scale
    legend = "".join(_legend(drawn, high + _LINE, language))
    return f'<g transform="scale({scale:g})">{shapes}</g>{legend}', high + 2 * _LINE


def _class(kind: str) -> int:
    return int(kind[1:]) if kind else 0


def _named(x: int, y: int, kind: str, lines: tuple[str, str]) -> str:
    """The name of a region above its figure."""
    colour = "#fff" if _class(kind) > 2 else _INK
    name, value = lines
    return _text(name, x, y - 6, 26, colour=colour, anchor="middle", bold=True) + _text(
        value, x, y + 20, 20, colour=colour, anchor="middle"
    )


def _legend(drawn: Map, y: float, language: str) -> Iterator[str]:
    x = 0
    for number, bound in enumerate(drawn.bounds, 1):
        label = _("up to %(number)s", number=texts.number(bound, language))
        yield (
            f'<rect x="{x}" y="{y - 13:g}" width="{_SWATCH}" height="{_SWATCH}" '
            f'fill="{_RAMP[number]}"/>{_text(label, x + 24, y, 15)}'
        )
        x += 48 + 9 * len(label)


def _painted(marks: str) -> str:
    """Marks with attributes in place of the classes of the style sheet."""
    return _CLASS.sub(lambda found: " ".join(filter(None, map(_paint, found[1].split()))), marks)


def _paint(name: str) -> str:
    return _PAINT.get(name, "")


def _text(
    text: str,
    x: float,
    y: float,
    size: int,
    *,
    colour: str = _INK,
    anchor: str = "start",
    bold: bool = False,
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour}" '
        f'text-anchor="{anchor}"{weight}>{written(text)}</text>'
    )
