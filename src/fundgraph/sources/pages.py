# SPDX-License-Identifier: EUPL-1.2
"""Register pages → entries: what a page says, as a record with codes, dates and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fundgraph.codes import CodeLists
from fundgraph.errors import SourceError
from fundgraph.record import Figure, Party, Record, SourceFile, Text
from fundgraph.reference import Reference
from fundgraph.sources.description import REGISTER, Description
from fundgraph.sources.discretion import Discretion
from fundgraph.sources.entry import Entry, Source
from fundgraph.sources.findings import Findings
from fundgraph.sources.money import figures
from fundgraph.sources.names import quotes_pair, split_names
from fundgraph.sources.opening import open_page
from fundgraph.sources.page import Page
from fundgraph.sources.page_texts import note_doubled, withhold
from fundgraph.sources.page_values import (
    note_oddities,
    places_of,
    read_day,
    read_homepage,
    read_moment,
    read_number,
    read_programme,
    read_value,
)
from fundgraph.sources.places import PlaceReader
from fundgraph.sources.rules import UNREADABLE
from fundgraph.sources.values import clean

UNKNOWN = "unknown"
_LIST = re.compile(r"[,;]")
_PERIOD = re.compile(r"(\d{4})\s?\.?\s?[-–—/]\s?(\d{4})")


def read_pages(
    source: Source, reference: Reference, codes: CodeLists, discretion: Discretion
) -> Iterator[Entry]:
    """One entry for each page, as it is read.

    Raises SourceError when no page at all can be read, with the reason of the first.
    """
    reader = PageReader(source.description, reference, codes, discretion)
    reasons: list[str] = []
    for path in source.paths:
        entry = reader.read(path)
        unreadable = [finding for finding in entry.findings if finding.rule in UNREADABLE]
        reasons += [_sentence(path, finding.message) for finding in unreadable]
        if len(source.paths) > 1 or not unreadable:
            yield entry
    if reasons and len(reasons) >= len(source.paths):
        raise SourceError(reasons[0])


def _sentence(path: Path, message: str) -> str:
    return f"{path}: {message}" if message.startswith("the ") else f"{path} {message}"


class PageReader:
    """Reads the pages of one register."""

    def __init__(
        self,
        description: Description,
        reference: Reference,
        codes: CodeLists,
        discretion: Discretion,
    ) -> None:
        self._discretion = discretion
        self._description = description
        self._reference = reference
        self._codes = codes
        self._places = PlaceReader(reference)

    def read(self, path: Path) -> Entry:
        """The entry of the page in a file."""
        findings = Findings(path.name)
        opened = open_page(path, findings)
        if opened is None:
            return Entry(None, tuple(findings.found))
        return self._entry(*opened, path.name, findings)

    def _entry(self, page: Page, digest: str, name: str, findings: Findings) -> Entry:
        number = read_value(page, "number")
        findings.project = None if self._discretion.is_code(number) else number or None
        note_doubled(page, findings)
        withhold(page, self._discretion, findings)
        sums, cells, unread = figures(page.money, self._codes, findings)
        record = self._record(page, name, digest, sums, findings)
        note_oddities(page, findings)
        return Entry(
            None if findings.refused else record,
            tuple(findings.found),
            cells=cells,
            unread=unread,
        )

    def _record(
        self, page: Page, name: str, digest: str, sums: tuple[Figure, ...], findings: Findings
    ) -> Record:
        described = self._description
        fund, period = self._funding(page, findings)
        return Record(
            source=self._source_file(page, name, digest, findings),
            row=None,
            number=read_number(page, self._discretion, findings),
            country=described.country,
            title=self._title(page, findings),
            abstract=self._text(page, "abstract"),
            results=self._text(page, "results"),
            fund=fund,
            period=period,
            programme=read_programme(page, findings),
            status=self._code(page, "status", findings),
            start=read_moment(page, "start", findings),
            end=read_moment(page, "end", findings),
            regions=self._regions(page, findings),
            sites=self._places.sites(read_value(page, "places"), language=described.language),
            parties=tuple(self._parties(page, findings)),
            figures=sums,
            modified=read_day(page, "modified", findings),
            published=tuple(page.published),
            labels=tuple((place, found.label) for place, found in places_of(page) if found.label),
            rows=tuple((place, found.line) for place, found in places_of(page)),
            number_separator=described.number_separator,
            number_prefix=described.number_prefix,
        )

    def _source_file(self, page: Page, name: str, digest: str, findings: Findings) -> SourceFile:
        described = self._description
        return SourceFile(
            register=described.name,
            name=name,
            sha256=digest,
            retrieved=read_day(page, "printed", findings) or described.retrieved,
            publisher=self._publisher(page),
            attribution=tuple(Text(clean(t.value), t.language) for t in page.attribution),
            licence=described.licence,
            made_up=described.made_up,
            address=described.address_of(name),
        )

    def _publisher(self, page: Page) -> Text | None:
        """Who publishes the page: as described; without a description, only whom it names."""
        publisher = self._description.publisher
        if self._description is not REGISTER or publisher is None:
            return publisher
        named = any(publisher.value in text.value for text in page.attribution)
        return publisher if named else None

    def _title(self, page: Page, findings: Findings) -> tuple[Text, ...]:
        title = self._text(page, "title")
        if not title:
            found = page.fields.get("title")
            findings.add("empty-title", row=found.line if found else None, label="title")
        return title

    def _text(self, page: Page, name: str) -> tuple[Text, ...]:
        value = clean(read_value(page, name))
        return (Text(value, self._description.language),) if value else ()

    def _funding(self, page: Page, findings: Findings) -> tuple[str | None, str | None]:
        """The fund and the period of `European Social Fund 2007-2013`."""
        described = self._description
        value = clean(read_value(page, "funding"))
        if not value:
            return described.fund, described.period
        found = page.fields["funding"]
        years = _PERIOD.search(value)
        period = f"{years[1]}-{years[2]}" if years else ""
        if period not in self._codes.codes("period"):
            findings.add("unknown-period", row=found.line, label=found.label, value=value)
            period = ""
        name = (value[: years.start()] if years else value).strip(" ,.-–")
        fund = self._codes.find("fund", name)
        if fund is None:
            findings.add("unknown-fund", row=found.line, label=found.label, value=value)
        return fund or UNKNOWN, period or described.period

    def _code(self, page: Page, scheme: str, findings: Findings) -> str | None:
        """The code of a field that is named as its code list; `unknown` for a strange word."""
        value = clean(read_value(page, scheme))
        if not value:
            return None
        code = self._codes.find(scheme, value)
        if code is None:
            found = page.fields[scheme]
            findings.add(f"unknown-{scheme}", row=found.line, label=found.label, value=value)
        return code or UNKNOWN

    def _regions(self, page: Page, findings: Findings) -> tuple[str, ...]:
        codes: dict[str, None] = {}
        for name in filter(None, map(clean, _LIST.split(read_value(page, "regions")))):
            code = self._reference.find_region(name)
            if code:
                codes[code] = None
            else:
                found = page.fields["regions"]
                findings.add("unknown-region", row=found.line, label=found.label, value=name)
        return tuple(codes)

    def _parties(self, page: Page, findings: Findings) -> Iterator[Party]:
        yield from self._promoter(page, findings)
        value = read_value(page, "partners")
        if not value:
            return
        found = page.fields["partners"]
        if not quotes_pair(value):
            findings.add("unbalanced-quotes", row=found.line, label=found.label)
        for name in split_names(value):
            yield Party(
                name=Text(name, self._description.language),
                role="partner",
                country=self._description.country,
                label=found.label,
                row=found.line,
            )

    def _promoter(self, page: Page, findings: Findings) -> Iterator[Party]:
        name = clean(read_value(page, "promoter"))
        found = page.fields.get("promoter")
        if not name or found is None:
            findings.add("empty-promoter", row=found.line if found else None, label="promoter")
            return
        language = self._description.language
        address = read_value(page, "address")
        yield Party(
            name=Text(name, language),
            role="promoter",
            country=self._description.country,
            legal_form=self._code(page, "legal-form", findings),
            address=self._places.address(address, language=language) if address else None,
            homepage=read_homepage(page, findings),
            phone=read_value(page, "phone") or None,
            fax=read_value(page, "fax") or None,
            label=found.label,
            row=found.line,
        )
