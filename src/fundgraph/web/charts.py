# SPDX-License-Identifier: EUPL-1.2
"""Charts as SVG, drawn on the server from plain values: columns, lines, bars, histograms.

Sizes are attributes, colours classes. A chart is never the only place of its figures: a table
beside it has the same ones, exactly. Its text stays readable on a phone because the style sheet
writes it larger there; what then has no room (`roomy`) is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from fundgraph.web.axes import Number, axis, exact
from fundgraph.web.frame import HEIGHT, TOP, UNDER, WIDTH, Frame, names, ticks
from fundgraph.web.markup import written

# The widest that all columns over a label are together.
_WIDEST = 90


@dataclass(frozen=True, slots=True)
class Series:
    """Values under a name, one for each label of a chart; None where there is none.

    `texts` are the values as a reader sees them when pointing at one.
    """

    name: str
    values: Sequence[Number | None]
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled value of a bar chart, its text, and the page about it, where there is one."""

    label: str
    value: Number | None
    text: str
    href: str = ""
    language: str = ""


def columns(
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    label: str,
    language: str,
    unit: str = "",
    whole: bool = False,
) -> Markup:
    """Columns for one or two series over short labels (years); `label` says all in a sentence.

    Empty where no value is a number. `unit` is that of the values (`€`), `whole` is for counts.
    """
    return _plot(_columns, labels, series, label, language, unit, whole)


def line(
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    label: str,
    language: str,
    unit: str = "",
    whole: bool = False,
) -> Markup:
    """Lines, as `columns` has columns; a value that is missing parts a line."""
    return _plot(_lines, labels, series, label, language, unit, whole)


def bars(rows: Iterable[Bar]) -> Markup:
    """Horizontal bars as a list: label, bar, figure; for labels of any length. Empty for none."""
    items = "".join(_bar(row, track) for row, track in tracks(rows))
    return Markup(f'<ul class="hbars">{items}</ul>' if items else "")


def tracks(rows: Iterable[Bar]) -> list[tuple[Bar, str]]:
    """Each row with its bar as it is drawn, 1000 units wide and 10 high."""
    found = [(row, exact(row.value)) for row in rows]
    values = [Decimal(0), *(value for _, value in found if value is not None)]
    low, high = min(values), max(values)
    span = high - low or Decimal(1)
    return [(row, _track(value, -low / span, span)) for row, value in found]


def histogram(counts: Sequence[int], *, label: str, chosen: range | None = None) -> Markup:
    """A small histogram without an axis; the classes of `chosen` (default: all) are marked."""
    marked = range(len(counts)) if chosen is None else chosen
    highest = max(counts, default=0) or 1
    rects = "".join(
        f'<rect class="{"k1" if place in marked else "k2"}" x="{place * 20 + 1}" '
        f'y="{60 - tall}" width="18" height="{tall}"/>'
        for place, count in enumerate(counts)
        for tall in [max(round(56 * count / highest), 2 if count > 0 else 0)]
    )
    under = _underline(marked) if chosen is not None else ""
    return Markup(
        f'<svg class="histogram" viewBox="0 0 {len(counts) * 20 or 1} 66" role="img" '
        f'preserveAspectRatio="none" aria-label="{written(label)}">'
        f'<rect class="k0" y="60" width="{len(counts) * 20}" height="2"/>{rects}{under}</svg>'
    )


def _underline(marked: range) -> str:
    width = len(marked) * 20
    return f'<rect class="k1" x="{marked.start * 20}" y="61" width="{width}" height="4"/>'


_Draw = Callable[[Frame, Sequence[Series]], str]


def _plot(
    draw: _Draw,
    labels: Sequence[str],
    series: Sequence[Series],
    label: str,
    language: str,
    unit: str,
    whole: bool,
) -> Markup:
    known = [found for one in series for value in one.values if (found := exact(value)) is not None]
    if not known or not labels:
        return Markup("")
    scale = axis(known, language, unit=unit, whole=whole)
    frame = Frame(scale, len(labels))
    pieces = [
        ticks(frame),
        draw(frame, series),
        names(frame, labels),
        _hits(frame, labels, series),
    ]
    legend = _legend(series) if len(series) > 1 else ""
    return Markup(
        f'<figure class="plot"><svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" aria-label="{written(label)}">{"".join(pieces)}</svg>'
        f"{legend}</figure>"
    )


def _hits(frame: Frame, labels: Sequence[str], series: Sequence[Series]) -> str:
    """What pointing at a slot tells."""
    return "".join(
        f'<rect class="hit" x="{frame.x(n - 0.5)}" y="{TOP}" width="{frame.slot:.1f}" '
        f'height="{HEIGHT - TOP - UNDER}"><title>{_told(label, series, n)}</title></rect>'
        for n, label in enumerate(labels)
    )


def _told(label: str, series: Sequence[Series], number: int) -> str:
    many = len(series) > 1
    told = (f"{one.name}: {one.texts[number]}" if many else one.texts[number] for one in series)
    return str(written(f"{label} – {'; '.join(told)}"))


def _columns(frame: Frame, series: Sequence[Series]) -> str:
    width = min(frame.slot * 0.76, _WIDEST) / len(series)
    found: list[str] = []
    for order, one in enumerate(series):
        for number, value in enumerate(map(exact, one.values)):
            if value is not None:
                x = frame.x(number) + (order - len(series) / 2) * width
                found.append(_column(frame, value, f"s{order + 1}", x, width))
    return "".join(found)


def _column(frame: Frame, value: Decimal, kind: str, x: float, width: float) -> str:
    """A column from nought; what is nothing at all, or next to it, still shows as a line."""
    ends = sorted((frame.y(value), frame.y(Decimal(0))))
    tall = max(ends[1] - ends[0], 1.5)
    y = ends[1] - tall if value >= 0 else ends[0]
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{tall:.1f}"/>'


def _lines(frame: Frame, series: Sequence[Series]) -> str:
    found: list[str] = []
    for order, one in enumerate(series, 1):
        points = [
            None if value is None else (frame.x(number), frame.y(value))
            for number, value in enumerate(map(exact, one.values))
        ]
        found.append(f'<path class="l{order}" d="{_way(points)}"/>')
        found += [f'<circle class="s{order}" cx="{p[0]}" cy="{p[1]}" r="4"/>' for p in points if p]
    return "".join(found)


def _way(points: Sequence[tuple[float, float] | None]) -> str:
    """The way of a line; it begins anew behind each gap."""
    pairs = zip([None, *points[:-1]], points, strict=True)
    return "".join(f"{'L' if before else 'M'}{p[0]} {p[1]}" for before, p in pairs if p)


def _legend(series: Sequence[Series]) -> str:
    entries = (
        f'<span><svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class="s{order}" '
        f'x="1" y="1" width="8" height="8"/></svg>{written(one.name)}</span>'
        for order, one in enumerate(series, 1)
    )
    return f'<figcaption class="legend">{"".join(entries)}</figcaption>'


def _track(value: Decimal | None, nought: Decimal, span: Decimal) -> str:
    size = (value or Decimal(0)) / span
    start, width = round(1000 * (nought + min(size, Decimal(0)))), round(1000 * abs(size))
    drawn = f'<rect class="k1" x="{start}" width="{width}" height="10"/>' if value else ""
    return f'<rect class="k0" width="1000" height="10"/>{drawn}'


def _bar(row: Bar, track: str) -> str:
    attribute = f' lang="{written(row.language)}"' if row.language else ""
    name = f"<span{attribute}>{written(row.label)}</span>"
    if row.href:
        name = f'<a href="{written(row.href)}"{attribute}>{written(row.label)}</a>'
    return (
        f'<li>{name}<b class="num">{written(row.text)}</b><svg class="bar" viewBox="0 0 1000 10" '
        f'preserveAspectRatio="none" aria-hidden="true">{track}</svg></li>'
    )
