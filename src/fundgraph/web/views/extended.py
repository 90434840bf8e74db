# SPDX-License-Identifier: EUPL-1.2
"""The extended view of a project: every statement of its record by thing, each with its origin."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from fundgraph.vocabulary import CODE, DCTERMS, ESF, FOAF, LOCN, SDO, SKOS
from fundgraph.web.views.origins import Origin, Origins
from fundgraph.web.views.properties import Property, property_of
from fundgraph.web.views.shortening import shortened
from fundgraph.web.views.statements import Statements, Things, web_address
from fundgraph.writers.terms import Term, Triple, parse_term

_TEXTS = frozenset(map(str, (DCTERMS.title, DCTERMS.abstract, ESF.results)))
_NAMES = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
# The parts of a project in the order of the view: what leads to them.
_PARTS = {"parties": ESF.participation, "places": ESF.site, "money": ESF.amount}


@dataclass(frozen=True, slots=True)
class Value:
    """An object: its text, where it leads (a path of the site, `#part` or an address elsewhere),
    the language or the datatype of a text."""

    text: str
    href: str | None = None
    language: str | None = None
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One statement about a thing, with the line of the source that says so."""

    property: Property
    value: Value
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the record: its anchor, its name, what is said of it, its own line of the source
    (of a project each statement has one)."""

    anchor: str
    name: Value
    said: tuple[Said, ...]
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What one row or page of a source says: the file, the row, every line as published."""

    anchor: str
    file: Value
    row: str | None
    lines: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ExtendedView:
    """Every statement of a project's record: of itself, of its `parts` by their kind (`parties`,
    `places`, `money`), of its source records."""

    project: Thing
    parts: dict[str, tuple[Thing, ...]]
    records: tuple[Record, ...]
    count: int


def extended_view(iri: str, triples: Collection[Triple], things: Things) -> ExtendedView:
    """The extended view of the project with this IRI, from all its statements."""
    return _Reading(iri, triples, things).view()


class _Reading:
    """Reads the statements of one project."""

    def __init__(self, iri: str, triples: Collection[Triple], things: Things) -> None:
        self.iri, self.things, self.count = iri, things, len(triples)
        self.found = Statements(triples)
        subjects = dict.fromkeys(subject[1:-1] for subject, _, _ in triples)
        self.sources = [s for s in subjects if self.found.iri(s, FOAF.primaryTopic)]
        self.lines = {source: self._lines(source) for source in self.sources}
        self.origins = Origins(line for lines in self.lines.values() for line in lines)

    def view(self) -> ExtendedView:
        parts = {
            kind: tuple(
                thing for part in self.found.iris(self.iri, leads) for thing in self._part(part)
            )
            for kind, leads in _PARTS.items()
        }
        return ExtendedView(
            self._project(), parts, tuple(map(self._record, self.sources)), self.count
        )

    def _lines(self, source: str) -> list[Origin]:
        row = self.found.value(source, ESF.row)
        published = (line.partition(":") for line in self.found.values(source, ESF.asPublished))
        return [Origin(label.strip(), value.strip(), row) for label, _, value in published]

    def _project(self) -> Thing:
        terms = list(self._terms(self.iri))
        words = [self._words(predicate, term) for predicate, term in terms]
        exact = [self.origins.exactly(said) for said in words]
        said = tuple(
            Said(
                property_of(predicate, self.things),
                self._value(term),
                line or self.origins.within(own) or self._row_of(predicate),
            )
            for (predicate, term), own, line in zip(terms, words, exact, strict=True)
        )
        return Thing("project", Value(shortened(self.iri)), said)

    def _row_of(self, predicate: str) -> Origin | None:
        """The row of a text of a table, whose source record does not say the text again."""
        rows = (self.found.value(source, ESF.row) for source in self.sources)
        row = next(filter(None, rows), None) if predicate in _TEXTS else None
        return Origin("", "", row) if row else None

    def _part(self, part: str) -> Iterator[Thing]:
        """A part and its address."""
        value, label = self.found.value(part, SDO.value), self.found.value(part, ESF.asPublished)
        names = self.found.values(part, ESF.asPublished)
        line = self.origins.of_amount(label, value) if value else self._line_of(names)
        yield Thing(_anchor(part), self._name(part), self._all(part), line)
        for address in self.found.iris(part, LOCN.address):
            yield Thing(_anchor(address), self._name(address), self._all(address), line)

    def _line_of(self, names: list[str]) -> Origin | None:
        return self.origins.exactly(names) or self.origins.within(names)

    def _record(self, source: str) -> Record:
        file = self.found.iri(source, DCTERMS.source) or ""
        name = self.things.read(file).value(file, DCTERMS.identifier)
        lines = tuple((line.label, line.value) for line in self.lines[source])
        return Record(
            _anchor(source),
            Value(name or file.rpartition("/")[2], file),
            self.found.value(source, ESF.row),
            lines,
            tuple(x for x in self._all(source) if x.property.iri != str(ESF.asPublished)),
        )

    def _all(self, subject: str) -> tuple[Said, ...]:
        return tuple(
            Said(property_of(predicate, self.things), self._value(term))
            for predicate, term in self._terms(subject)
        )

    def _terms(self, subject: str) -> Iterator[tuple[str, Term]]:
        for predicate, objects in self.found.about(subject).items():
            for term in objects:
                yield predicate[1:-1], parse_term(term)

    def _value(self, term: Term) -> Value:
        if term.kind != "iri":
            return Value(
                term.value, None, term.language, term.datatype and shortened(term.datatype)
            )
        if term.value.startswith(f"{self.iri}#"):
            return Value(f"#{_anchor(term.value)}", f"#{_anchor(term.value)}")
        if term.value.startswith(CODE) or self.things.minter.split(term.value):
            named = self.things.named(term.value)
            return Value(named.name.text, named.href, named.name.language)
        return Value(shortened(term.value), web_address(term.value))

    def _name(self, part: str) -> Value:
        """A part by the thing that it names, else by what the source calls it."""
        organisation = self.found.iri(part, ESF.organisation)
        if organisation:
            named = self.things.named(organisation)
            return Value(named.name.text, None, named.name.language)
        codes = (self.found.iri(part, leads) for leads in (ESF.stage, ESF.component))
        labels = [self.things.named(code).name.text for code in codes if code]
        currency = self.found.value(part, SDO.currency)
        if labels:
            return Value(", ".join([*labels, *([currency] if currency else [])]))
        written = (ESF.asPublished, LOCN.fullAddress)
        texts = (self.found.value(part, leads) for leads in written)
        return Value(next(filter(None, texts), f"#{_anchor(part)}"))

    def _words(self, predicate: str, term: Term) -> list[str]:
        """The ways in which a source may say an object of the project's."""
        if term.kind != "iri":
            return [term.value] if term.datatype is None or "boolean" not in term.datatype else []
        if term.value.startswith(CODE):
            known = self.things.read(term.value)
            names = (x.text for leads in _NAMES for x in known.all_words(term.value, leads))
            return [*names, term.value.rpartition("/")[2]]
        if not self.things.minter.split(term.value) or "#" in term.value:
            return []
        named = self.things.named(term.value)
        if predicate == str(ESF.region):
            return [named.name.text, named.name.text[:-1]]
        return [
            *([named.code] if named.code else []),
            named.name.text,
            *self._published(term.value),
        ]

    def _published(self, organisation: str) -> list[str]:
        """The names by which the source calls an organisation."""
        parts = self.found.iris(self.iri, ESF.participation)
        named = (x for x in parts if self.found.iri(x, ESF.organisation) == organisation)
        return [name for part in named for name in self.found.values(part, ESF.asPublished)]


def _anchor(part: str) -> str:
    return part.partition("#")[2]
