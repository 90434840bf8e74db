# SPDX-License-Identifier: EUPL-1.2
"""What is held back of texts: contact data and personal codes. A mark stands in their place, in
the language of the text, and a finding says where; nothing that is made of the text has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from fundgraph.report import Finding
from fundgraph.sources.columns import DATES, TEXTS, Column
from fundgraph.sources.findings import Findings
from fundgraph.sources.marks import mark
from fundgraph.sources.personal import CODE, KINDS, Place, is_code, may_hold_any, personal_places
from fundgraph.sources.personal_headings import kind_of_heading

# Where numbers without a word before them may be telephones.
FREE = frozenset(
    {*TEXTS, "published", "place", "town", "promoter-address", "promoter-legal-form", "status"}
)
# Countries whose registration numbers have more digits than telephones, or fewer.
APART = frozenset({"GB", "LV"})
# Findings that quote what may be anything, so that a bare number may be a telephone.
QUOTING = frozenset(
    {
        "section-row", "garbled-amount", "garbled-date", "garbled-rate", "no-currency",
        "unknown-currency", "unknown-fund", "unknown-legal-form", "unknown-level",
        "unknown-period", "unknown-programme", "unknown-region", "unknown-status",
    }
)  # fmt: skip
# Where nothing is looked for: what cannot be read as a number or date is not published.
KEPT = frozenset({"number", "amount", "cofinancing-rate", "ignored", "contact", *DATES})
# A mark is no number: two promoters without one would be taken for one.
EMPTIED = frozenset({"promoter-number"})
REMEMBERED, SHORT = 1000, 60


@dataclass(frozen=True, slots=True)
class Discretion:
    """Holds back what the texts of one source have no business telling. `contacts` publishes
    contact data; personal codes never are."""

    country: str
    language: str
    contacts: bool = False

    def text(
        self,
        text: str,
        language: str | None = None,
        *,
        bare: bool = True,
        heading: str | None = None,
    ) -> tuple[str, tuple[str, ...]]:
        """A text with marks in place of what is held back, and the kinds of that; see
        `personal_places` for `bare` and `heading`."""
        places = personal_places(text, self.country, bare=bare, heading=heading)
        if self.contacts:
            places = [place for place in places if place.kind == CODE]
        if not places:
            return text, ()
        found = {place.kind for place in places}
        return _marked(text, places, language or self.language), tuple(
            kind for kind in KINDS if kind in found
        )

    def is_code(self, number: str) -> bool:
        """True for a number of a project that is somebody's personal code."""
        return is_code(number, self.country)

    def finding(self, finding: Finding) -> Finding:
        """A finding that repeats nothing that is held back."""
        value, field = finding.value, finding.field
        if not may_hold_any(f"{value}\n{field}"):
            return finding
        told = partial(self.text, bare=finding.rule in QUOTING)
        sentences, remedies = (
            {name: told(text, name)[0] for name, text in texts.items()}
            for texts in (finding.messages, finding.remedies)
        )
        return replace(
            finding,
            value=value and told(value)[0],
            field=field and self.label(field),
            messages=sentences,
            remedies=remedies,
        )

    def label(self, label: str) -> str:
        """A heading or label with marks in place of what is held back."""
        return self.text(label, bare=False)[0]


def _marked(text: str, places: Sequence[Place], language: str) -> str:
    """Places that touch, or have only commas between them, get one mark."""
    parts: list[str] = []
    end = 0
    for place in places:
        between = text[end : place.start]
        if parts and not between.strip(" ,;/"):  # nothing is between places that overlap
            end = max(end, place.end)
            continue
        parts += (between, mark(place.kind, language))
        end = place.end
    return "".join((*parts, text[end:]))


def _is_free(field: str, country: str) -> bool:
    return field in FREE or (field == "promoter-number" and country in APART)


class _Looked(NamedTuple):
    at: int
    heading: str
    language: str
    bare: bool
    kind: str | None
    emptied: bool
    harmless: set[str]  # what came up and was looked through, as far as there is room


class RowDiscretion:
    """Looks through the rows of a table, whose columns are given by their index."""

    def __init__(self, columns: Sequence[tuple[int, Column]], discretion: Discretion) -> None:
        self._discretion = discretion
        self._strict = replace(discretion, contacts=False)
        kept = KEPT - {"contact"} if discretion.contacts else KEPT
        self._looked = [
            _Looked(
                index,
                column.heading,
                column.language or discretion.language,
                _is_free(column.field, discretion.country),
                kind_of_heading(column.heading),
                column.field in EMPTIED,
                set(),
            )
            for index, column in columns
            if column.field not in kept
        ]

    def number(self, number: str) -> str:
        """The number of a project; empty for a personal code, which would become its address."""
        return "" if self._discretion.is_code(number) else number

    def withhold(
        self, row: Sequence[str], published: Sequence[str], findings: Findings
    ) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        """The cells of a row, clean and as the file has them, without what is held back; and the
        clean ones without what would be, did the settings not publish contact data."""
        texts = [text for one in self._looked if (text := row[one.at]) not in one.harmless]
        found = self._found(row) if may_hold_any("\n".join(texts)) else []
        if not found:
            return row, published, row
        shown, lines, strict = list(row), list(published), list(row)
        for one, kept in found:
            strict[one.at] = kept
            text, kinds = self._discretion.text(
                row[one.at], one.language, bare=one.bare, heading=one.kind
            )
            if kinds:
                shown[one.at] = lines[one.at] = "" if one.emptied else text
            for kind in kinds:
                findings.add(f"text-with-{kind}", label=one.heading, mark=mark(kind, one.language))
        return shown, lines, strict

    def _found(self, row: Sequence[str]) -> list[tuple[_Looked, str]]:
        """The columns that hold something, each with what is left of its cell; short cells that
        only looked as if they did, such as periods, are remembered."""
        found: list[tuple[_Looked, str]] = []
        for one in self._looked:
            cell = row[one.at]
            if cell in one.harmless or not may_hold_any(cell):
                continue
            kept = self._strict.text(cell, one.language, bare=one.bare, heading=one.kind)[0]
            if kept != cell:
                found.append((one, kept))
            elif len(cell) <= SHORT and len(one.harmless) < REMEMBERED:
                one.harmless.add(cell)
        return found
