# SPDX-License-Identifier: EUPL-1.2
"""Single fields of a page → values; what is garbled or strange becomes a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from fundgraph.record import Moment, ProgrammeLevel, Text
from fundgraph.sources.discretion import Discretion
from fundgraph.sources.findings import Findings
from fundgraph.sources.page import Field, Page
from fundgraph.sources.values import PLACEHOLDERS, clean, day, moment, web_address

_LEVEL = re.compile(r"\d+(?:\.\d+)+")
_QUOTED = re.compile(r"[„“”\"«](.+)[“”\"»]")


def read_value(page: Page, name: str) -> str:
    """A field as printed; empty where it is missing or a placeholder stands there."""
    found = page.fields.get(name)
    value = found.value.strip() if found else ""
    return "" if clean(value).casefold() in PLACEHOLDERS else value


def read_number(page: Page, discretion: Discretion, findings: Findings) -> str:
    """The project number; a missing one, or somebody's personal code, is found."""
    number = clean(read_value(page, "number"))
    is_code = discretion.is_code(number)
    if is_code or not number:
        found = page.fields.get("number")
        line, label = (found.line, found.label) if found else (None, "Project number")
        findings.add("code-as-number" if is_code else "missing-number", row=line, label=label)
    return number


def read_programme(page: Page, findings: Findings) -> ProgrammeLevel | None:
    """The level of `ESF 1.5.2.2.2. sub-measure "…"`: its number and its title in quotes."""
    value = clean(read_value(page, "programme"))
    if not value:
        return None
    found = page.fields["programme"]
    number = _LEVEL.search(value)
    if not number:
        findings.add("unknown-programme", row=found.line, label=found.label, value=value)
        return None
    title = _QUOTED.search(value, number.end())
    return ProgrammeLevel(number[0], Text(title[1], found.language) if title else None)


def read_moment(page: Page, name: str, findings: Findings) -> Moment | None:
    """A date, as coarse as printed."""
    value = read_value(page, name)
    return _dated(page.fields[name], moment(clean(value)), findings) if value else None


def read_day(page: Page, name: str, findings: Findings) -> date | None:
    """A date that must be a day."""
    value = read_value(page, name)
    return _dated(page.fields[name], day(clean(value)), findings) if value else None


Dated = TypeVar("Dated", Moment, date)


def _dated(found: Field, value: Dated | None, findings: Findings) -> Dated | None:
    if value is None:
        findings.add("garbled-date", row=found.line, label=found.label, value=clean(found.value))
    return value


def read_homepage(page: Page, findings: Findings) -> str | None:
    """The promoter's web address as an IRI."""
    value = read_value(page, "homepage")
    if not value:
        return None
    address = web_address(value)
    if address is None:
        found = page.fields["homepage"]
        findings.add("bad-homepage", row=found.line, label=found.label, value=value)
    return address


# Fields of a page → fields of a record, where the names differ.
_RECORD_FIELDS = {"funding": ("fund", "period"), "places": ("sites",), "partners": ()}


def places_of(page: Page) -> Iterator[tuple[str, Field]]:
    """Where each field of the record stands on the page."""
    for name, found in page.fields.items():
        for field in _RECORD_FIELDS.get(name, (name,)):
            yield field, found


def note_oddities(page: Page, findings: Findings) -> None:
    """What the page holds that the reader does not know, as findings."""
    for found, before in page.repeated:
        findings.add("repeated-label", row=found.line, label=found.label, line=before)
    for unknown in page.unknown:
        findings.add("unknown-label", row=unknown.row, label=unknown.label)
    if page.unread:
        findings.add(
            "unread-lines", row=page.unread[0], count=len(page.unread), line=page.unread[0]
        )
