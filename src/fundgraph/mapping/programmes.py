# SPDX-License-Identifier: EUPL-1.2
"""The levels of programmes that records name or trees list, each described once."""

from __future__ import annotations

from collections.abc import Sequence

from fundgraph.iris import Minter, number_slug
from fundgraph.record import ProgrammeLevel, Record, Text, TreeLevel
from fundgraph.reference import Level, Reference
from fundgraph.vocabulary import DCTERMS, ESF, RDF, code
from fundgraph.writers.terms import Triple, iri, literal

A, CLASS = RDF.type.n3(), ESF.Programme.n3()
TITLE, IDENTIFIER = DCTERMS.title.n3(), DCTERMS.identifier.n3()
ALTERNATIVE, IS_PART_OF = DCTERMS.alternative.n3(), DCTERMS.isPartOf.n3()
LEVEL, PERIOD, FUND = ESF.level.n3(), ESF.period.n3(), ESF.fund.n3()


class Programmes:
    """Mints the levels of programmes and collects their statements, each once."""

    def __init__(self, minter: Minter, reference: Reference) -> None:
        self._minter = minter
        self._reference = reference
        self._slugs: dict[tuple[str, str | None, ProgrammeLevel], str] = {}
        self._titles: dict[str, set[str]] = {}
        self._fresh: list[Triple] = []

    def take(self) -> list[Triple]:
        """The statements that are new since the last call."""
        fresh, self._fresh = self._fresh, []
        return fresh

    def slug(self, record: Record) -> str | None:
        """The slug of the level that a record names, its whole path described."""
        if record.programme is None:
            return None
        key = (record.country, record.period, record.programme)
        slug = self._slugs.get(key)
        if slug is None:
            slug = self._slugs[key] = self._named(record, record.programme)
        return slug

    def plant(self, levels: Sequence[TreeLevel]) -> Reference:
        """From now on these levels are known; the reference that holds them. Titles that stand in
        the reference already stay."""
        self._reference = self._reference.with_levels(map(self._known, levels))
        return self._reference

    def told(self, level: TreeLevel) -> str:
        """The slug of a planted level, described with its path and the titles of its source."""
        self._path(level.tree, level.identifier)
        slug = programme_slug(level.tree, level.identifier)
        for title in level.titles:
            self._title(slug, title)
        return slug

    def _known(self, level: TreeLevel) -> Level:
        known = self._reference.levels.get((level.tree, level.identifier))
        return Level(
            tree=level.tree,
            identifier=level.identifier,
            labels=known.labels if known else {},
            level=level.level,
            parent=level.parent,
            fund=level.fund,
            period=level.period,
        )

    def _named(self, record: Record, named: ProgrammeLevel) -> str:
        tree = f"{record.country.lower()}-{record.period or 'unknown'}"
        slug = programme_slug(tree, named.identifier)
        if not self._path(tree, named.identifier) and self._new(slug):
            self._introduce(slug, named.identifier, record.period)
        if named.title:
            self._title(slug, named.title)
        return slug

    def _path(self, tree: str, identifier: str) -> bool:
        """Describes a level and those above it; False for one that no tree holds."""
        path = self._reference.path(tree, identifier)
        for level in path:
            self._describe(level)
        return bool(path)

    def _describe(self, level: Level) -> None:
        slug = programme_slug(level.tree, level.identifier)
        if not self._new(slug):
            return
        subject = self._introduce(slug, level.identifier, level.period)
        for language, title in level.labels.items():
            self._title(slug, Text(title, language))
        if level.level:
            self._fresh.append((subject, LEVEL, iri(code("level", level.level))))
        if level.parent:
            parent = self._minter.term("programme", programme_slug(level.tree, level.parent))
            self._fresh.append((subject, IS_PART_OF, parent))
        if level.fund:
            self._fresh.append((subject, FUND, iri(code("fund", level.fund))))

    def _introduce(self, slug: str, identifier: str, period: str | None) -> str:
        subject = self._minter.term("programme", slug)
        self._fresh += [(subject, A, CLASS), (subject, IDENTIFIER, literal(identifier))]
        if period:
            self._fresh.append((subject, PERIOD, iri(code("period", period))))
        return subject

    def _title(self, slug: str, title: Text) -> None:
        """Adds a published title: as the title in its language, or beside the one it has."""
        titles = self._titles[slug]
        if title.value in titles:
            return
        subject = self._minter.term("programme", slug)
        predicate = ALTERNATIVE if title.language in titles else TITLE
        titles.update((title.language, title.value))
        self._fresh.append((subject, predicate, literal(title.value, language=title.language)))

    def _new(self, slug: str) -> bool:
        known = slug in self._titles
        self._titles.setdefault(slug, set())
        return not known


def programme_slug(tree: str, identifier: str) -> str:
    """The slug of a level of a programme tree: `lv-2007-2013-1.5.2.2.2`."""
    return f"{tree}-{number_slug(identifier.lower())}"
