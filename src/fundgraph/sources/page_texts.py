# SPDX-License-Identifier: EUPL-1.2
"""The texts of a page, before anything is made of them: what is held back, what came garbled."""

from __future__ import annotations

from fundgraph.record import Published, Text
from fundgraph.sources import labels
from fundgraph.sources.discretion import Discretion
from fundgraph.sources.doubled import is_doubled
from fundgraph.sources.findings import Findings
from fundgraph.sources.marks import mark
from fundgraph.sources.page import Page

# Where numbers without a word before them may be telephones.
FREE = labels.TEXTS | {"places", "address"}
# Contact data by its label is held back as a whole; what the others hold is no text.
KEPT = labels.CONTACTS | {"number", "start", "end", "modified", "printed"}


def withhold(page: Page, discretion: Discretion, findings: Findings) -> None:
    """Puts marks in place of the contact data and personal codes in the texts of a page."""
    shown: dict[tuple[str, int | None], str] = {}
    for name, field in page.fields.items():
        if name in KEPT:
            continue
        text, kinds = discretion.text(field.value, bare=name in FREE)
        for kind in kinds:
            words = mark(kind, discretion.language)
            findings.add(f"text-with-{kind}", row=field.line, label=field.label or name, mark=words)
        field.value = shown[field.label, field.line] = text
    unknown = {(line.label, line.row) for line in page.unknown}
    page.published = [
        _published(line, shown, (line.label, line.row) in unknown, discretion, findings)
        for line in page.published
    ]
    page.published = [line._replace(label=discretion.label(line.label)) for line in page.published]
    page.unknown = [line._replace(label=discretion.label(line.label)) for line in page.unknown]
    page.attribution = [
        Text(discretion.text(text.value)[0], text.language) for text in page.attribution
    ]


def _published(
    line: Published,
    shown: dict[tuple[str, int | None], str],
    unknown: bool,
    discretion: Discretion,
    findings: Findings,
) -> Published:
    """A label with its value, as shown; a strange one is looked through here."""
    if line.contact and not discretion.contacts:
        return line
    known = shown.get((line.label, line.row))
    if known is not None:
        return line._replace(value=known)
    text, kinds = discretion.text(line.value, bare=unknown)
    for kind in kinds:
        words = mark(kind, discretion.language)
        findings.add(f"text-with-{kind}", row=line.row, label=line.label, mark=words)
    return line._replace(value=text)


def note_doubled(page: Page, findings: Findings) -> None:
    """Finds labels and texts that were encoded twice."""
    for name, field in page.fields.items():
        if is_doubled(field.label) or is_doubled(field.value):
            findings.add("doubled-encoding", row=field.line, label=field.label or name)
    money = [(line.label, line.value, line.line) for line in page.money]
    unknown = [(line.label, line.value, line.row) for line in page.unknown]
    for label, value, row in (*money, *unknown):
        if is_doubled(label) or is_doubled(value):
            findings.add("doubled-encoding", row=row, label=label)
