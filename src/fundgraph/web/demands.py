# SPDX-License-Identifier: EUPL-1.2
"""What shapes demand, in the language of the page: targets, values, how many, each demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from fundgraph.vocabulary import CODE, ESF
from fundgraph.web.i18n import gettext as _
from fundgraph.web.i18n import language
from fundgraph.web.views.shapes import Demand, Rule, Target
from fundgraph.web.views.shortening import shortened
from fundgraph.web.views.statements import concept_label
from fundgraph.web.views.uses import Use

_TERMS: Final = str(ESF._NS)


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words: what comes before a term or value (or nothing), and that with its address, the
    path of a page of ours or an IRI."""

    words: str
    term: str = ""
    href: str | None = None


def term_piece(iri: str, words: str = "") -> Piece:
    """A term with its prefix, linked to where it is described."""
    if iri.startswith(_TERMS):
        address = f"/ns/esf?lang={language()}#{iri.removeprefix(_TERMS)}"
    elif iri.startswith(CODE):
        address = f"/code/{iri.removeprefix(CODE)}?lang={language()}"
    else:
        return Piece(words, shortened(iri))
    return Piece(words, shortened(iri), address)


def list_piece(scheme: str, words: str = "") -> Piece:
    """A code list by its name."""
    return Piece(words, scheme, f"/code/{scheme}?lang={language()}")


def target_piece(target: Target) -> Piece:
    """What a shape is about."""
    words = {
        "class": "",
        "subjects": _("All that has"),
        "objects": _("All that is a value of"),
    }
    return term_piece(target.iri, words[target.kind])


def value_pieces(use: Use) -> tuple[Piece, ...]:
    """What the values of a path are."""
    if use.code_list:
        return (list_piece(use.code_list, _("a code of the list")),)
    if use.types:
        return tuple(map(term_piece, use.types))
    if use.below:
        return (Piece(_("an IRI with"), use.below),)
    return (Piece(_("an IRI") if use.is_iri else _("not limited")),)


def how_many(least: int, most: int | None) -> str:
    """How many values a path has."""
    if least == most:
        return _("exactly %(count)s", count=least)
    if most is not None:
        return _("%(least)s to %(most)s", least=least, most=most)
    return _("%(least)s or more", least=least) if least else _("any number")


def demand_pieces(rule: Rule) -> tuple[Piece, ...]:
    """What a rule demands, one thing after the other."""
    pieces = [piece for demand in rule.demands for piece in _DEMANDS[demand.kind](demand)]
    if rule.least or rule.most is not None:
        number = how_many(rule.least, rule.most)
        pieces.insert(0, Piece(_("how many: %(number)s", number=number)))
    if rule.query:
        pieces.append(Piece(_("a query finds nothing")))
    return tuple(pieces)


def _counted(words: Callable[[], str]) -> Callable[[Demand], Iterator[Piece]]:
    def pieces(demand: Demand) -> Iterator[Piece]:
        yield Piece(words(), demand.values[0])

    return pieces


def _named(words: Callable[[], str]) -> Callable[[Demand], Iterator[Piece]]:
    def pieces(demand: Demand) -> Iterator[Piece]:
        for value in demand.values:
            yield term_piece(value, words())

    return pieces


def _datatypes(demand: Demand) -> Iterator[Piece]:
    yield Piece(_("datatype"), " | ".join(map(shortened, demand.values)))


def _one_of(demand: Demand) -> Iterator[Piece]:
    scheme = demand.values[0].removeprefix(CODE).partition("/")[0]
    if demand.values[0].startswith(CODE):
        yield list_piece(scheme, _("one of %(count)s codes of the list", count=len(demand.values)))
    else:
        yield Piece(_("one of"), ", ".join(map(shortened, demand.values)))


def _value(demand: Demand) -> Iterator[Piece]:
    yield term_piece(demand.values[0], _("has the value"))


def _not_value(demand: Demand) -> Iterator[Piece]:
    scheme, _slash, code = demand.values[0].removeprefix(CODE).partition("/")
    label = concept_label(scheme, code, language())
    yield term_piece(demand.values[0], _("is not “%(label)s”", label=label))


def _plain(words: Callable[[], str]) -> Callable[[Demand], Iterator[Piece]]:
    def pieces(_demand: Demand) -> Iterator[Piece]:
        yield Piece(words())

    return pieces


def _languages(demand: Demand) -> Iterator[Piece]:
    yield Piece(_("in the languages"), ", ".join(demand.values))


_DEMANDS: Final[dict[str, Callable[[Demand], Iterator[Piece]]]] = {
    "minLength": _counted(lambda: _("length at least")),
    "minInclusive": _counted(lambda: _("at least")),
    "maxInclusive": _counted(lambda: _("at most")),
    "minExclusive": _counted(lambda: _("above")),
    "pattern": _counted(lambda: _("matches")),
    "datatype": _datatypes,
    "class": _named(lambda: _("of the class")),
    "nodeKind": _plain(lambda: _("is an IRI")),
    "equals": _named(lambda: _("the same as")),
    "lessThanOrEquals": _named(lambda: _("not above")),
    "uniqueLang": _plain(lambda: _("one for each language")),
    "languageIn": _languages,
    "in": _one_of,
    "hasValue": _value,
    "not": _not_value,
}
