# SPDX-License-Identifier: EUPL-1.2
"""The project page's view model: every statement of a project, sorted for reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from fundgraph.record import GENERATED
from fundgraph.vocabulary import DCTERMS, ESF, LOCN, NUTS, SDO, code
from fundgraph.web import texts
from fundgraph.web.views.money import EURO, Money, money
from fundgraph.web.views.organisation import Card, card
from fundgraph.web.views.programme import path_to
from fundgraph.web.views.source import SourceView, source_view
from fundgraph.web.views.statements import Named, Statements, Things, Words, best

ROLES = ("promoter", "partner", "contractor")
PROMOTER = code("role", "promoter")


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation in its role, with the names as this project's source has them."""

    organisation: Named
    published: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteView:
    """A place of work: the town and region where known, the address that parses where the source
    says it in other words, the source's own words; `again` says that another site above has the
    same."""

    published: str
    place: Named | None
    region: Named | None
    address: Words | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """The regions (`by_sites`: those of the places of work, as the project states none), the NUTS
    codes valid in the project's time, the places of work."""

    by_sites: bool
    regions: tuple[Named, ...]
    nuts: tuple[str, ...]
    sites: tuple[SiteView, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Start and end as coarse as published; `months` where both days are known. What is stated by
    its quarter or half-year has bounds only: the `earliest` day of the start, the `latest` of the
    end."""

    start: str | None
    end: str | None
    months: int | None
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What the project belongs to: its status, fund and programming period, the levels of the
    programme from the top down, intervention fields, the Union's share in per cent."""

    status: Named | None
    fund: Named | None
    period: Named | None
    programmes: tuple[Named, ...]
    fields: tuple[Named, ...]
    cofinancing_rate: Decimal | None


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project as its page shows it; `withheld` says that its promoter's name is held back."""

    iri: str
    number: str
    title: Words
    other_titles: tuple[Words, ...]
    abstract: tuple[Words, ...]
    results: tuple[Words, ...]
    period: Period
    money: Money | None
    promoter: Card | None
    withheld: bool
    parties: dict[str, tuple[Party, ...]]
    where: Where
    frame: Frame
    source: SourceView | None
    made_up: bool

    @property
    def partners(self) -> tuple[Party, ...]:
        """The partners."""
        return self.parties.get("partner", ())

    @property
    def numbered_here(self) -> bool:
        """Whether its number is ours, as its source gives none."""
        return self.number.startswith(GENERATED)

    @property
    def over(self) -> Decimal | None:
        """The share by which the euros spent exceed the euros granted; None where they do not."""
        granted, spent = (self._euros(stage) for stage in ("granted", "spent"))
        if not granted or not spent or spent <= granted:
            return None
        return (spent - granted) / granted

    def _euros(self, stage: str) -> Decimal | None:
        wholes = self.money.wholes.get(stage, ()) if self.money else ()
        return next((whole.value for whole in wholes if whole.currency == EURO), None)


def project_view(iri: str, things: Things) -> ProjectView:
    """The view of the project with this IRI."""
    found, language = things.read(iri), things.language
    titles = found.all_words(iri, DCTERMS.title)
    number = found.value(iri, DCTERMS.identifier) or ""
    title = best(titles, language) or Words(number)
    parties = _parties(iri, found, things)
    return ProjectView(
        iri=iri,
        number=number,
        title=title,
        other_titles=tuple(text for text in titles if text != title),
        abstract=_ordered(found.all_words(iri, DCTERMS.abstract), language),
        results=_ordered(found.all_words(iri, ESF.results), language),
        period=_period(iri, found),
        money=money(iri, found, language),
        promoter=_promoter(parties, things),
        withheld="promoter" not in parties and _takes_part(PROMOTER, iri, found),
        parties=parties,
        where=_where(iri, found, things),
        frame=_frame(iri, found, things),
        source=source_view(iri, found, things),
        made_up=found.value(iri, ESF.madeUp) in ("true", "1"),
    )


def _frame(iri: str, found: Statements, things: Things) -> Frame:
    programme = found.iri(iri, ESF.programme)
    return Frame(
        status=_named(iri, ESF.status, found, things),
        fund=_named(iri, ESF.fund, found, things),
        period=_named(iri, ESF.period, found, things),
        programmes=path_to(programme, things) if programme else (),
        fields=tuple(things.named(x) for x in found.iris(iri, ESF.interventionField)),
        cofinancing_rate=found.decimal(iri, ESF.cofinancingRate),
    )


def _where(iri: str, found: Statements, things: Things) -> Where:
    said = found.iris(iri, ESF.region)
    sites = (found.iri(site, ESF.region) for site in found.iris(iri, ESF.site))
    return Where(
        by_sites=not said,
        regions=_by_name(said or list(dict.fromkeys(filter(None, sites))), things),
        nuts=tuple(x.removeprefix(NUTS) for x in found.iris(iri, DCTERMS.spatial)),
        sites=_sites(iri, found, things),
    )


def _named(iri: str, predicate: str, found: Statements, things: Things) -> Named | None:
    value = found.iri(iri, predicate)
    return things.named(value) if value else None


def _by_name(iris: list[str], things: Things) -> tuple[Named, ...]:
    return tuple(sorted((things.named(iri) for iri in iris), key=lambda named: named.name.text))


def _period(iri: str, found: Statements) -> Period:
    start, end = found.value(iri, SDO.startDate), found.value(iri, SDO.endDate)
    months = texts.whole_months(start, end) if start and end else None
    earliest = None if start else found.value(iri, ESF.notBefore)
    latest = None if end else found.value(iri, ESF.notAfter)
    return Period(start, end, months, earliest, latest)


def _ordered(found: tuple[Words, ...], language: str) -> tuple[Words, ...]:
    """The texts, those in the page's language first."""
    return tuple(sorted(found, key=lambda text: text.language != language))


def _parties(iri: str, found: Statements, things: Things) -> dict[str, tuple[Party, ...]]:
    parties: dict[str, list[Party]] = {role: [] for role in ROLES}
    for part in found.iris(iri, ESF.participation):
        organisation = found.iri(part, ESF.organisation)
        role = (found.iri(part, ESF.role) or "").rpartition("/")[2]
        if organisation:
            published = tuple(found.values(part, ESF.asPublished))
            parties.setdefault(role, []).append(Party(things.named(organisation), published))
    return {role: tuple(members) for role, members in parties.items() if members}


def _takes_part(role: str, iri: str, found: Statements) -> bool:
    """Whether somebody has a role, named or not."""
    return any(found.iri(part, ESF.role) == role for part in found.iris(iri, ESF.participation))


def _promoter(parties: dict[str, tuple[Party, ...]], things: Things) -> Card | None:
    promoters = parties.get("promoter", ())
    return card(promoters[0].organisation.iri, things) if promoters else None


def _sites(iri: str, found: Statements, things: Things) -> tuple[SiteView, ...]:
    sites = []
    for part in found.iris(iri, ESF.site):
        published = found.value(part, ESF.asPublished) or ""
        where = found.iri(part, LOCN.address)
        address = found.words(where, LOCN.fullAddress, things.language) if where else None
        view = SiteView(
            published=published,
            place=_named(part, ESF.place, found, things),
            region=_named(part, ESF.region, found, things),
            address=address if address and address.text != published else None,
        )
        sites.append(view)
    return _told_once(sorted(set(sites), key=_site_order))


def _told_once(sites: list[SiteView]) -> tuple[SiteView, ...]:
    """The sites, those that have the words of one above marked."""
    firsts = {site.published: site for site in reversed(sites)}
    return tuple(replace(site, again=firsts[site.published] is not site) for site in sites)


def _site_order(site: SiteView) -> tuple[str, str, str]:
    region = site.region.name.text if site.region else "\uffff"
    return region, site.place.name.text if site.place else "", site.published
