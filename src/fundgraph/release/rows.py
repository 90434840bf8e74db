# SPDX-License-Identifier: EUPL-1.2
"""Statements → the rows of the search index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from hashlib import blake2b
from typing import NamedTuple

from fundgraph.iris import Minter
from fundgraph.store.index import OrganisationRow, PlaceRow, ProgrammeRow, ProjectRow, RegionRow
from fundgraph.vocabulary import DCTERMS, ESF, LEGAL, SKOS
from fundgraph.writers.terms import Term, Triple, parse_term

SharedRow = OrganisationRow | ProgrammeRow | RegionRow | PlaceRow
Facts = dict[str, list[str]]

TITLE, IDENTIFIER = DCTERMS.title.n3(), DCTERMS.identifier.n3()
PROMOTER, REGION, AS_PUBLISHED = ESF.promoter.n3(), ESF.region.n3(), ESF.asPublished.n3()
_LOCATED = {REGION: "region", ESF.place.n3(): "place"}
GRANTED, SPENT, MADE_UP = ESF.grantedEUR.n3(), ESF.spentEUR.n3(), ESF.madeUp.n3()
NOT_BEFORE, NOT_AFTER = ESF.notBefore.n3(), ESF.notAfter.n3()
ROW = ESF.row.n3()
# No project was ever granted as many cents; sums of ninety thousand such would fit no column.
LARGEST = 10**14
TEXTS = (DCTERMS.abstract.n3(), ESF.results.n3())
REPLACED_BY = DCTERMS.isReplacedBy.n3()
ROLE, ORGANISATION = ESF.role.n3(), ESF.organisation.n3()


def project_row(
    project: str, slug: str, graph: str, triples: Sequence[Triple], row: int | None
) -> ProjectRow:
    """The row of a project, from its IRI, its slug and its statements."""
    facts = facts_of(f"<{project}>", triples)
    title = _literal(facts, TITLE)
    return ProjectRow(
        slug=slug,
        iri=project,
        number=_literal(facts, IDENTIFIER).value,
        title=title.value,
        title_language=title.language or "und",
        graph=graph,
        status=_slug(facts, ESF.status.n3()),
        fund=_slug(facts, ESF.fund.n3()),
        period=_slug(facts, ESF.period.n3()),
        programme=_slug(facts, ESF.programme.n3()),
        start=_value(facts, NOT_BEFORE),
        end=_value(facts, NOT_AFTER),
        granted=_cents(facts, GRANTED),
        spent=_cents(facts, SPENT),
        promoter=_slug(facts, PROMOTER),
        modified=_value(facts_of(f"<{project}#source>", triples), DCTERMS.modified.n3()),
        made_up=MADE_UP in facts,
        row=row,
        digest=_digest(project, triples),
        regions=_regions(facts, triples),
        organisations=tuple(_participations(triples)),
    )


class Texts(NamedTuple):
    """What a project is searched by beside its number, its organisations and where it is, in every
    language."""

    titles: list[Term]
    texts: list[str]


def texts(project: str, triples: Sequence[Triple]) -> Texts:
    """The texts of a project."""
    facts = facts_of(f"<{project}>", triples)
    return Texts(
        [parse_term(term) for term in facts.get(TITLE, ())],
        [parse_term(term).value for name in TEXTS for term in facts.get(name, ())],
    )


def located(project: str, triples: Sequence[Triple]) -> list[tuple[str, str]]:
    """Where a project is, as the index takes it: the slug of each `region` and `place` that it or
    one of its sites names, and the `words` of the sites."""
    sites = f"<{project}#site-"
    found = [(_LOCATED[p], slug_of(o)) for _, p, o in triples if p in _LOCATED]
    words = (o for s, p, o in triples if p == AS_PUBLISHED and s.startswith(sites))
    return list(dict.fromkeys([*found, *(("words", parse_term(o).value) for o in words)]))


def facts_of(subject: str, triples: Sequence[Triple]) -> Facts:
    """The objects of a subject's statements, by predicate (terms)."""
    facts: Facts = {}
    for found, predicate, value in triples:
        if found == subject:
            facts.setdefault(predicate, []).append(value)
    return facts


def slug_of(term: str) -> str:
    """The last segment of an IRI term: a slug or a code."""
    return term[1:-1].rpartition("/")[2]


def _slug(facts: Facts, predicate: str) -> str | None:
    return slug_of(facts[predicate][0]) if predicate in facts else None


def _literal(facts: Facts, predicate: str) -> Term:
    return parse_term(facts.get(predicate, ['""'])[0])


def _value(facts: Facts, predicate: str) -> str | None:
    return parse_term(facts[predicate][0]).value if predicate in facts else None


def _cents(facts: Facts, predicate: str) -> int | None:
    value = _value(facts, predicate)
    if value is None:
        return None
    cents = int((Decimal(value) * 100).to_integral_value())
    return cents if abs(cents) < LARGEST else None


def _participations(triples: Sequence[Triple]) -> list[tuple[str, str]]:
    roles = {s: slug_of(o) for s, p, o in triples if p == ROLE}
    return [(slug_of(o), roles[s]) for s, p, o in triples if p == ORGANISATION and s in roles]


def _regions(facts: Facts, triples: Sequence[Triple]) -> tuple[str, ...]:
    """The regions that a project is said to be in; of one that says none, those of its sites."""
    said = facts.get(REGION) or dict.fromkeys(o for _, p, o in triples if p == REGION)
    return tuple(map(slug_of, said))


def _digest(project: str, triples: Sequence[Triple]) -> str:
    """What changes with the statements of a project and its parts; the first project of a file
    brings those of the file, its hash among them, and is no other for that, nor for its row: a
    line put in at the top would make all below it changed."""
    own = (f"<{project}>", f"<{project}#")
    said = (one for one in triples if one[0].startswith(own) and one[1] != ROW)
    text = "\n".join(sorted(map(" ".join, said)))
    return blake2b(text.encode(), digest_size=12).hexdigest()


def shared_row(group: Sequence[Triple], minter: Minter) -> SharedRow | None:
    """The row of a shared thing, from its statements; None for a thing that has no row, and for
    one that another has replaced."""
    for subject, predicate, _ in group:
        known = minter.split(subject[1:-1])
        if known and predicate != REPLACED_BY:
            kind, slug = known
            return _SHARED[kind](slug, facts_of(subject, group))
    return None


def _labels(facts: Facts, predicate: str) -> dict[str, str]:
    terms = [parse_term(term) for term in facts.get(predicate, ())]
    return {term.language: term.value for term in terms if term.language}


def _organisation(slug: str, facts: Facts) -> OrganisationRow:
    name = _literal(facts, LEGAL.legalName.n3())
    form = _slug(facts, LEGAL.companyType.n3())
    return OrganisationRow(slug, name.value, name.language, form)


def _programme(slug: str, facts: Facts) -> ProgrammeRow:
    titles = _labels(facts, TITLE)
    return ProgrammeRow(
        slug=slug,
        identifier=_literal(facts, IDENTIFIER).value,
        title_lv=titles.get("lv"),
        title_en=titles.get("en"),
        level=_slug(facts, ESF.level.n3()),
        parent=_slug(facts, DCTERMS.isPartOf.n3()),
        fund=_slug(facts, ESF.fund.n3()),
        period=_slug(facts, ESF.period.n3()),
    )


def _region(slug: str, facts: Facts) -> RegionRow:
    labels = _labels(facts, SKOS.prefLabel.n3())
    # A region that a source names has a label in the source's language only.
    return RegionRow(slug, labels.get("lv"), labels.get("en") or next(iter(labels.values()), None))


def _place(slug: str, facts: Facts) -> PlaceRow:
    labels = _labels(facts, SKOS.prefLabel.n3())
    region = _slug(facts, DCTERMS.isPartOf.n3())
    return PlaceRow(slug, labels.get("lv"), labels.get("en"), region)


_SHARED: dict[str, Callable[[str, Facts], SharedRow]] = {
    "organisation": _organisation,
    "programme": _programme,
    "region": _region,
    "place": _place,
}
