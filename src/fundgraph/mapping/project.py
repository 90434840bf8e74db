# SPDX-License-Identifier: EUPL-1.2
"""Record → the statements of one project, its parts and its source record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from fundgraph.iris import Minter, name_slug
from fundgraph.mapping.amounts import amounts, euro_figures, fragments
from fundgraph.mapping.documents import RECORD, Documents
from fundgraph.mapping.facts import DAY, A, facts
from fundgraph.mapping.participations import fragment, participation, withheld
from fundgraph.mapping.shared import SharedThings, address
from fundgraph.mapping.traces import by_key, site_names, trace
from fundgraph.organisations import SameAs
from fundgraph.record import Record, Site, SourceFile, TreeLevel
from fundgraph.reference import Reference
from fundgraph.report import Trace
from fundgraph.vocabulary import DCTERMS, ESF, LOCN, NUTS
from fundgraph.writers.terms import Triple, literal

PROGRAMME, REGION, SPATIAL = ESF.programme.n3(), ESF.region.n3(), DCTERMS.spatial.n3()
SITE, SITE_CLASS, ADDRESS = ESF.site.n3(), ESF.Site.n3(), LOCN.address.n3()
AS_PUBLISHED, PLACE, MODIFIED = ESF.asPublished.n3(), ESF.place.n3(), DCTERMS.modified.n3()


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a record amounts to.

    `project` is its IRI; `triples` go into its register's graph, `shared` (what is new of
    organisations, programmes, regions and places) into the shared graph.
    """

    project: str
    slug: str
    triples: list[Triple]
    shared: list[Triple]
    record: Record
    fragments: list[str]

    @property
    def trace(self) -> Trace:
        """What ties results of shapes to the source."""
        return trace(self.record, self.project, self.slug, self.fragments)


@dataclass(slots=True)
class Mapper:
    """Maps records, one after the other; says what is shared only once.

    `rates` are units per euro, irrevocable, by currency; `contacts` publishes phone and fax.
    """

    minter: Minter
    reference: Reference
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    contacts: bool = False
    _shared: SharedThings = field(init=False)
    _documents: Documents = field(init=False)
    _countries: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._shared = SharedThings(self.minter, self.reference, contacts=self.contacts)
        self._documents = Documents(self.minter, self._shared, contacts=self.contacts)

    def same_as(self, names: Mapping[str, SameAs]) -> None:
        """From now on, organisation names with these keys stand for other organisations."""
        self._shared.same_as(names)

    def map(self, record: Record) -> Mapped:
        """The statements of one record: one project with its parts."""
        slug = record.slug
        project = self.minter.thing("project", slug)
        subject = f"<{project}>"
        names = fragments(record.figures)
        triples = facts(subject, record)
        triples += self._programme(subject, record)
        triples += self._regions(subject, record)
        triples += self._parties(subject, record)
        triples += amounts(subject, record.figures, names)
        triples += euro_figures(subject, record.figures, names, self.rates)
        triples += self._sites(subject, record)
        triples += self._source_record(subject, record)
        # A source may say a thing twice; a statement stands in a release once.
        once = triples if len(set(triples)) == len(triples) else list(dict.fromkeys(triples))
        return Mapped(project, slug, once, self._shared.take(), record, names)

    def file(self, source: SourceFile, country: str) -> list[Triple]:
        """What is known of a file that no record named; [] of one that a record did."""
        return self._documents.file(source, country)

    def plant(self, levels: Sequence[TreeLevel]) -> None:
        """From now on, these levels of programmes are known, beside those of the reference."""
        self.reference = self._shared.programmes.plant(levels)

    def level(self, level: TreeLevel) -> tuple[list[Triple], Trace]:
        """What a level of a programme, planted before, amounts to: statements that are shared, its
        source record among them, and what ties results of shapes to the source."""
        slug = self._shared.programmes.told(level)
        programme = self.minter.thing("programme", slug)
        subject, part = f"<{programme}>", f"<{programme}#source-{level.source.register}>"
        triples = self._documents.file(level.source, level.country)
        triples.append((subject, RECORD, part))
        triples += self._documents.row(subject, part, level)
        place = (level.source.name, level.row, by_key(dict(level.labels)))
        return [*self._shared.take(), *triples], Trace(programme, level.identifier, slug, *place)

    def regions_of(self, country: str) -> list[Triple]:
        """The statements of the regions of a country that no record has named yet; [] at any
        later call."""
        if country in self._countries:
            return []
        self._countries.add(country)
        self._shared.regions_of(country)
        return self._shared.take()

    def _programme(self, subject: str, record: Record) -> list[Triple]:
        slug = self._shared.programmes.slug(record)
        return [(subject, PROGRAMME, self.minter.term("programme", slug))] if slug else []

    def _regions(self, subject: str, record: Record) -> list[Triple]:
        triples: list[Triple] = []
        first = record.start.first if record.start else None
        last = record.end.last if record.end else None
        for region in dict.fromkeys(record.regions):
            triples.append((subject, REGION, self._shared.region(region)))
            valid = self.reference.nuts_of(region, first, last)
            triples += [(subject, SPATIAL, f"<{NUTS}{nuts.code}>") for nuts in valid]
        for given in record.given_regions:
            self._shared.given(given)
            if given.nuts and given.code in record.regions:
                triples.append((subject, SPATIAL, f"<{NUTS}{given.nuts}>"))
        return triples

    def _parties(self, subject: str, record: Record) -> list[Triple]:
        triples: list[Triple] = []
        stem = f"{subject[:-1]}#"
        taken: dict[str, set[str]] = {}
        for party in record.parties:
            if party.withheld:
                triples += withheld(subject, party, taken)
                continue
            slug = self._shared.organisation(party)
            name = fragment(party, slug, taken)
            part = f"{stem}{name}>"
            if name not in taken:
                organisation = self.minter.term("organisation", slug)
                triples += participation(subject, part, party.role, organisation)
            published = taken.setdefault(name, set())
            if party.name.value not in published:
                published.add(party.name.value)
                triples.append((part, AS_PUBLISHED, literal(party.name.value)))
        return triples

    def _sites(self, subject: str, record: Record) -> list[Triple]:
        triples: list[Triple] = []
        stem = f"{subject[:-1]}#"
        if not record.sites:
            return triples
        for site, name in zip(record.sites, site_names(record.sites), strict=True):
            part = f"{stem}{name}>"
            triples += (
                (subject, SITE, part),
                (part, A, SITE_CLASS),
                (part, AS_PUBLISHED, literal(site.published)),
            )
            if site.town:
                triples.append((part, PLACE, self._shared.place(site.town)))
            region = self._region_of(site)
            if region:
                triples.append((part, REGION, self._shared.region(region)))
            if site.address:
                where = f"{stem}{name}-address>"
                triples.append((part, ADDRESS, where))
                triples += address(where, site.address)
        return triples

    def _region_of(self, site: Site) -> str | None:
        """The region of a site: what its source says, else the one that its town lies in."""
        town = self.reference.towns.get(site.town) if site.town else None
        return site.region or (town.region if town else None)

    def _source_record(self, subject: str, record: Record) -> list[Triple]:
        part = f"{subject[:-1]}#source>"
        triples = self._documents.file(record.source, record.country)
        triples.append((subject, RECORD, part))
        triples += self._documents.row(subject, part, record)
        if record.modified:
            triples.append((part, MODIFIED, f'"{record.modified}"^^{DAY}'))
        for row in record.merged:
            triples += self._documents.file(row.source, record.country)
            beside = "" if row.source.name == record.source.name else name_slug(row.source.name)
            name = "-".join(filter(None, ("source", beside, "row", str(row.row))))
            triples += self._documents.row(subject, f"{subject[:-1]}#{name}>", row)
        return triples
