# SPDX-License-Identifier: EUPL-1.2
"""The first records of a draft, for people to look at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from fundgraph.codes import CodeLists
from fundgraph.errors import CommandError
from fundgraph.record import Moment, Party, Record, TreeLevel
from fundgraph.reference import Reference
from fundgraph.report import Severity
from fundgraph.sources.describe.draft import Draft
from fundgraph.sources.entry import Entry, Source
from fundgraph.sources.reading import read

PREVIEWED = 3
_WIDEST = 90
# Before the first records there may be remarks; a list may also have nothing but.
_LOOKED_AT = 50
_HELD_BACK = 'held back; beneficiary_kind = "organisations" publishes names'

Line = tuple[str, str]


def preview(draft: Draft, reference: Reference, codes: CodeLists) -> Iterator[str]:
    """The first rows as the draft maps them: a line for each value, as it was understood, and for
    each warning; or what keeps the draft from being a description."""
    try:
        source = Source(draft.description(), (draft.path,))
        entries = list(islice(read(source, reference, codes), _LOOKED_AT))
    except CommandError as error:
        yield f"No preview yet: {error}"
        return
    told = [entry for entry in entries if not entry.skipped]
    for number, entry in enumerate(told[:PREVIEWED], start=1):
        yield f"Record {number}"
        for label, value in _values(entry):
            yield f"  {label}: {_cut(value)}"
        for finding in entry.findings:
            # What is said of the whole file stands in the draft itself.
            if finding.severity is not Severity.INFO and (finding.row or finding.field):
                yield f"  ! {finding.field or finding.rule}: {finding.message}"


def _values(entry: Entry) -> Iterator[Line]:
    if entry.record is not None:
        yield from _of_record(entry.record)
    elif entry.level is not None:
        yield from _of_level(entry.level)


def _of_record(record: Record) -> Iterator[Line]:
    yield "number", record.number
    for field in ("title", "abstract", "results"):
        yield from ((f"{field} ({text.language})", text.value) for text in getattr(record, field))
    for party in record.parties:
        yield party.role, _party(party)
    for field in ("start", "end"):
        moment: Moment | None = getattr(record, field)
        if moment is not None:
            yield field, moment.value or f"{moment.first} to {moment.last}"
    for field in ("status", "fund", "period"):
        if code := getattr(record, field):
            yield field, code
    if record.programme is not None:
        level = record.programme
        yield "programme", f"{level.identifier} {level.title.value if level.title else ''}".strip()
    for figure in record.figures:
        yield f"{figure.stage} {figure.component}", f"{figure.value:f} {figure.currency}"
    if record.cofinancing_rate is not None:
        yield "cofinancing-rate", f"{record.cofinancing_rate:f} %"
    given = {region.code: region.name.value for region in record.given_regions}
    yield from (("region", given.get(region, region)) for region in record.regions)
    yield from (("place", site.published) for site in record.sites)
    yield from (("intervention-field", code) for code in record.intervention_fields)


def _of_level(level: TreeLevel) -> Iterator[Line]:
    yield "programme", level.identifier
    yield from ((f"programme-title ({text.language})", text.value) for text in level.titles)
    for field in ("level", "parent", "fund"):
        if value := getattr(level, field):
            yield field, value


def _party(party: Party) -> str:
    if party.withheld:
        return _HELD_BACK
    return f"{party.name.value} ({party.number})" if party.number else party.name.value


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
