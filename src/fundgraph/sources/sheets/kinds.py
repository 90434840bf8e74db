# SPDX-License-Identifier: EUPL-1.2
"""What a row below the heading is: data, or an empty, section, total or numbering row."""

from __future__ import annotations

from collections.abc import Sequence

from fundgraph.sources.sheets.heading import is_value
from fundgraph.sources.sheets.layout import RowKind
from fundgraph.sources.values import clean

# The word for a sum, in the languages of the Union, at the start of a row of sums.
TOTALS = frozenset(
    {
        "total", "totals", "grand total", "sum", "totale", "totale complessivo", "total général",
        "total general", "gesamt", "gesamtsumme", "gesamtergebnis", "summe", "insgesamt", "totaal",
        "eindtotaal", "suma", "suma końcowa", "razem", "ogółem", "celkem", "celkový součet",
        "spolu", "súčet", "celkový súčet", "ukupno", "sveukupno", "skupaj", "vsota", "összesen",
        "mindösszesen", "végösszeg", "viso", "iš viso", "bendra suma", "kopā", "pavisam",
        "kopsumma", "kokku", "yhteensä", "summa", "totalt", "i alt", "alt", "общо", "всичко",
        "итого", "всего", "σύνολο", "γενικό σύνολο", "iomlán", "total geral", "toplam", "subtotal",
        "sub-total", "zwischensumme",
    }
)  # fmt: skip
_LEAST_COLUMNS, _FEW = 3, 3


def row_kind(cells: Sequence[str], heading: Sequence[str]) -> RowKind | None:
    """The kind of a row that is no data; None for data.

    Most rows are data with several cells filled, which two looks tell.
    """
    first = next(filter(None, cells), "")
    if len(cells) - cells.count("") > _FEW and not _is_sum_word(first):
        return RowKind.HEADING if _repeats(cells, heading) else _numbering(cells)
    texts = [text for cell in cells if (text := cell.strip())]
    if not texts:
        return RowKind.EMPTY
    if _is_total(texts):
        return RowKind.TOTAL
    if len(texts) == 1 and len(heading) >= _LEAST_COLUMNS:
        return RowKind.SECTION
    return RowKind.HEADING if _repeats(cells, heading) else _numbering(cells)


def _is_sum_word(cell: str) -> bool:
    return len(cell) < 60 and cell.strip(" :.\u00a0").casefold() in TOTALS


def _is_total(texts: Sequence[str]) -> bool:
    """A word for a sum, and beside it nothing but values."""
    rest = texts[1:]
    return _is_sum_word(texts[0]) and all(map(is_value, rest))


def _repeats(cells: Sequence[str], heading: Sequence[str]) -> bool:
    """True for the heading once more, as at the top of a printed page."""
    if cells[0].strip()[:9] != heading[0][:9] or clean(cells[0]) != heading[0]:
        return False
    return [clean(cell) for cell in cells[: len(heading)]] == list(heading)


def _numbering(cells: Sequence[str]) -> RowKind | None:
    """The row below a heading that numbers its columns: 1, 2, 3 …"""
    if cells[0].strip("() .") != "1" or len(cells) < _LEAST_COLUMNS:
        return None
    texts = [cell.strip("() .") for cell in cells if cell.strip()]
    numbered = texts == [str(number) for number in range(1, len(texts) + 1)]
    return RowKind.NUMBERING if numbered and len(texts) >= _LEAST_COLUMNS else None
