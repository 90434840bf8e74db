# SPDX-License-Identifier: EUPL-1.2
"""Record → the statements of one project, its parts and its source record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TypeVar

from fundgraph.iris import Minter, name_slug
from fundgraph.mapping.amounts import amounts, decimal, euro_figures, fragments
from fundgraph.mapping.documents import RECORD, Documents
from fundgraph.mapping.shared import SharedThings, address
from fundgraph.organisations import SameAs
from fundgraph.record import Moment, Party, Record, Site, SourceFile, TreeLevel
from fundgraph.reference import Reference
from fundgraph.report import Trace
from fundgraph.vocabulary import DCTERMS, ESF, LOCN, NUTS, RDF, SDO, XSD, code
from fundgraph.writers.terms import Triple, iri, literal

A = RDF.type.n3()
TRUE = f'"true"^^{XSD.boolean.n3()}'
DAY = XSD.date.n3()
COARSENESS = {4: XSD.gYear.n3(), 7: XSD.gYearMonth.n3(), 10: DAY}
IDENTIFIER, TITLE, ABSTRACT = DCTERMS.identifier.n3(), DCTERMS.title.n3(), DCTERMS.abstract.n3()
RESULTS, FUND, PERIOD, STATUS = ESF.results.n3(), ESF.fund.n3(), ESF.period.n3(), ESF.status.n3()
PROJECT, PROGRAMME, REGION = ESF.Project.n3(), ESF.programme.n3(), ESF.region.n3()
SPATIAL, SITE, SITE_CLASS = DCTERMS.spatial.n3(), ESF.site.n3(), ESF.Site.n3()
ADDRESS = LOCN.address.n3()
INTERVENTION_FIELD = ESF.interventionField.n3()
COFINANCING_RATE = ESF.cofinancingRate.n3()
NOT_BEFORE, NOT_AFTER = ESF.notBefore.n3(), ESF.notAfter.n3()
START, END = SDO.startDate.n3(), SDO.endDate.n3()
MADE_UP, AS_PUBLISHED, PLACE = ESF.madeUp.n3(), ESF.asPublished.n3(), ESF.place.n3()
PARTICIPATION, PARTICIPATION_CLASS = ESF.participation.n3(), ESF.Participation.n3()
ORGANISATION, ROLE = ESF.organisation.n3(), ESF.role.n3()
SHORT_CUTS = {"promoter": ESF.promoter.n3(), "partner": ESF.partner.n3()}
MODIFIED = DCTERMS.modified.n3()
FIELDS = {
    "number": str(DCTERMS.identifier),
    "title": str(DCTERMS.title),
    "abstract": str(DCTERMS.abstract),
    "results": str(ESF.results),
    "fund": str(ESF.fund),
    "period": str(ESF.period),
    "programme": str(ESF.programme),
    "status": str(ESF.status),
    "start": str(SDO.startDate),
    "end": str(SDO.endDate),
    "regions": str(ESF.region),
    "sites": str(ESF.site),
    "modified": str(DCTERMS.modified),
}
# Shapes look at bounds and at parts; a reader looks for the label that they come from.
DERIVED = {
    "start": str(ESF.notBefore),
    "end": str(ESF.notAfter),
    "sites": "site",
    "promoter": "promoter",
    "partners": "partner",
    "contractors": "contractor",
}
# Things that projects share, by their kind.
SHARED = {"programme": "programme", "regions": "region", "sites": "place"}

EURO_FIGURES = {"granted": str(ESF.grantedEUR), "spent": str(ESF.spentEUR)}
T = TypeVar("T")

_concept = cache(lambda scheme, notation: iri(code(scheme, notation)))


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
        return _trace(self.record, self.project, self.slug, self.fragments)


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
        triples = _facts(subject, record)
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
        place = (level.source.name, level.row, _places(dict(level.labels)))
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
                triples += _withheld(subject, party, taken)
                continue
            slug = self._shared.organisation(party)
            name = _participation(party, slug, taken)
            part = f"{stem}{name}>"
            if name not in taken:
                organisation = self.minter.term("organisation", slug)
                triples += _participation_facts(subject, part, party.role, organisation)
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


def _facts(subject: str, record: Record) -> list[Triple]:
    triples: list[Triple] = [(subject, A, PROJECT), (subject, IDENTIFIER, literal(record.number))]
    texts = ((TITLE, record.title), (ABSTRACT, record.abstract), (RESULTS, record.results))
    for predicate, values in texts:
        triples += [(subject, predicate, literal(t.value, language=t.language)) for t in values]
    if record.fund:
        triples.append((subject, FUND, _concept("fund", record.fund)))
    if record.period:
        triples.append((subject, PERIOD, _concept("period", record.period)))
    if record.status:
        triples.append((subject, STATUS, _concept("status", record.status)))
    for field_code in record.intervention_fields:
        concept = _concept("intervention-field", field_code)
        triples.append((subject, INTERVENTION_FIELD, concept))
    if record.cofinancing_rate is not None:
        triples.append((subject, COFINANCING_RATE, decimal(record.cofinancing_rate)))
    if record.source.made_up:
        triples.append((subject, MADE_UP, TRUE))
    return triples + _dates(subject, record.start, record.end)


def _dates(subject: str, start: Moment | None, end: Moment | None) -> list[Triple]:
    """A quarter has bounds only: it is coarser than a month, and no date stands for it."""
    triples: list[Triple] = []
    if start:
        triples.append((subject, NOT_BEFORE, f'"{start.first}"^^{DAY}'))
        if start.value:
            triples.append((subject, START, _date(start)))
    if end:
        triples.append((subject, NOT_AFTER, f'"{end.last}"^^{DAY}'))
        if end.value:
            triples.append((subject, END, _date(end)))
    return triples


def _date(moment: Moment) -> str:
    return f'"{moment.value}"^^{COARSENESS[len(moment.value)]}'


def _participation(party: Party, slug: str, taken: Mapping[str, object]) -> str:
    """`promoter` for the promoter, `partner-<slug>` for the others; a second promoter is a part
    of its own, so that nothing is lost and the shapes can say so."""
    if party.role == "promoter" and "promoter" not in taken:
        return "promoter"
    return f"{party.role}-{slug}"


def _withheld(subject: str, party: Party, taken: dict[str, set[str]]) -> list[Triple]:
    """The participation of a promoter whose name is held back: it has a role and nothing else. Of
    anyone else who is held back nothing is said."""
    if party.role != "promoter" or "promoter" in taken:
        return []
    taken["promoter"] = set()
    part = f"{subject[:-1]}#promoter>"
    return [
        (subject, PARTICIPATION, part),
        (part, A, PARTICIPATION_CLASS),
        (part, ROLE, _concept("role", "promoter")),
    ]


def _participation_facts(subject: str, part: str, role: str, organisation: str) -> list[Triple]:
    triples = [
        (subject, PARTICIPATION, part),
        (part, A, PARTICIPATION_CLASS),
        (part, ROLE, _concept("role", role)),
        (part, ORGANISATION, organisation),
    ]
    if role in SHORT_CUTS:
        triples.append((subject, SHORT_CUTS[role], organisation))
    return triples


def site_names(sites: tuple[Site, ...]) -> list[str]:
    """The fragment of each site: its town, told apart by what was published where two share one."""
    names: list[str] = []
    for site in sites:
        town = site.town.partition("-")[2] if site.town else ""
        name = f"site-{town or name_slug(site.published)}"
        if name in names:
            name = f"{name}-{name_slug(site.published)}"
        names.append(name)
    return names


def _trace(record: Record, project: str, slug: str, names: list[str]) -> Trace:
    labels = _places(dict(record.labels))
    rows = _places(dict(record.rows))
    for figure, name in zip(record.figures, names, strict=True):
        keys = [name]
        if figure.part_of is None and figure.stage in EURO_FIGURES:
            keys.append(EURO_FIGURES[figure.stage])
        for key in keys:
            labels.setdefault(key, figure.label)
            if figure.row is not None:
                rows.setdefault(key, figure.row)
    words = dict(
        zip(site_names(record.sites), (one.published for one in record.sites), strict=True)
    )
    return Trace(project, record.number, slug, record.source.name, record.row, labels, rows, words)


def _places(found: Mapping[str, T]) -> dict[str, T]:
    """Labels or rows of a record's fields, by the keys of a trace."""
    tables = (FIELDS, DERIVED, SHARED)
    return {
        table[name]: value for name, value in found.items() for table in tables if name in table
    }
