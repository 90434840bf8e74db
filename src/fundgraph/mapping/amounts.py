# SPDX-License-Identifier: EUPL-1.2
"""Figures → amounts, one for each stage × component × currency, and the euro short cuts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from fundgraph.iris import name_slug
from fundgraph.record import Figure
from fundgraph.vocabulary import ESF, PROV, RDF, SDO, XSD, code
from fundgraph.writers.terms import Triple, iri, literal

A, AMOUNT_CLASS = RDF.type.n3(), ESF.Amount.n3()
AMOUNT, STAGE, COMPONENT = ESF.amount.n3(), ESF.stage.n3(), ESF.component.n3()
VALUE, CURRENCY, AS_PUBLISHED = SDO.value.n3(), SDO.currency.n3(), ESF.asPublished.n3()
PART_OF, ALTERNATE_OF = ESF.partOf.n3(), PROV.alternateOf.n3()
DERIVED_FROM, RATE = PROV.wasDerivedFrom.n3(), ESF.rate.n3()
DECIMAL = f"^^{XSD.decimal.n3()}"
SHORT_CUTS = {"granted": ESF.grantedEUR.n3(), "spent": ESF.spentEUR.n3()}
EURO, CENT = "EUR", Decimal("0.01")

_label = cache(literal)


def decimal(value: Decimal) -> str:
    """The term of a decimal, in the one form that every store keeps: `0.00` is `0`."""
    text = str(value)
    if "E" in text:
        text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f'"{"0" if text == "-0" else text}"{DECIMAL}'


@cache
def _terms(stage: str, component: str, currency: str) -> tuple[str, str, str, str]:
    """The fragment and the constant terms of an amount."""
    fragment = f"{stage}-{component}-{currency.lower()}"
    return fragment, iri(code("stage", stage)), iri(code("component", component)), literal(currency)


def fragments(figures: Sequence[Figure]) -> list[str]:
    """The fragment of each figure; a second one of the same kind is told apart by its label."""
    names: list[str] = []
    taken: set[str] = set()
    for figure in figures:
        fragment = _terms(figure.stage, figure.component, figure.currency)[0]
        if fragment in taken:
            fragment = f"{fragment}-{name_slug(figure.label)}"
        taken.add(fragment)
        names.append(fragment)
    return names


def amounts(project: str, figures: Sequence[Figure], names: Sequence[str]) -> list[Triple]:
    """The statements of a project's figures. `project` is its IRI term."""
    stem = f"{project[:-1]}#"
    present = set(names)
    triples: list[Triple] = []
    for figure, name in zip(figures, names, strict=True):
        _, stage, component, currency = _terms(figure.stage, figure.component, figure.currency)
        subject = f"{stem}{name}>"
        triples += (
            (project, AMOUNT, subject),
            (subject, A, AMOUNT_CLASS),
            (subject, STAGE, stage),
            (subject, COMPONENT, component),
            (subject, VALUE, decimal(figure.value)),
            (subject, CURRENCY, currency),
            (subject, AS_PUBLISHED, _label(figure.label)),
        )
        if figure.part_of is not None:
            total = _terms(figure.stage, figure.part_of, figure.currency)[0]
            if total in present:
                triples.append((subject, PART_OF, f"{stem}{total}>"))
        if figure.alternate_of is not None:
            other = name.replace(
                f"-{figure.currency.lower()}", f"-{figure.alternate_of.lower()}", 1
            )
            if other in present:
                triples.append((subject, ALTERNATE_OF, f"{stem}{other}>"))
    return triples


def euro_figures(
    project: str,
    figures: Sequence[Figure],
    names: Sequence[str],
    rates: Mapping[str, Decimal],
) -> list[Triple]:
    """`grantedEUR` and `spentEUR`: the stage's figure that is part of no other, as published in
    euro, else converted at an irrevocable rate; nothing where there is no such figure."""
    triples: list[Triple] = []
    for stage, short_cut in SHORT_CUTS.items():
        whole = [
            (figure, name)
            for figure, name in zip(figures, names, strict=True)
            if figure.stage == stage and figure.part_of is None
        ]
        in_euro = _only([pair for pair in whole if pair[0].currency == EURO])
        if in_euro:
            triples.append((project, short_cut, decimal(in_euro[0].value)))
            continue
        other = _only([pair for pair in whole if pair[0].currency in rates])
        if other:
            triples += _converted(project, short_cut, other[0], other[1], rates)
    return triples


def _only(pairs: list[tuple[Figure, str]]) -> tuple[Figure, str] | None:
    """The total, or the one figure there is; None where the source leaves a choice."""
    totals = [pair for pair in pairs if pair[0].component == "total"]
    candidates = totals or pairs
    return candidates[0] if len(candidates) == 1 else None


def _converted(
    project: str, short_cut: str, figure: Figure, name: str, rates: Mapping[str, Decimal]
) -> list[Triple]:
    rate = rates[figure.currency]
    value = decimal((figure.value / rate).quantize(CENT, ROUND_HALF_EVEN))
    _, stage, component, euro = _terms(figure.stage, figure.component, EURO)
    stem = f"{project[:-1]}#"
    subject = f"{stem}{_terms(figure.stage, figure.component, EURO)[0]}>"
    return [
        (project, short_cut, value),
        (project, AMOUNT, subject),
        (subject, A, AMOUNT_CLASS),
        (subject, STAGE, stage),
        (subject, COMPONENT, component),
        (subject, VALUE, value),
        (subject, CURRENCY, euro),
        (subject, DERIVED_FROM, f"{stem}{name}>"),
        (subject, RATE, decimal(rate)),
    ]
