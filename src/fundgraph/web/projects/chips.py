# SPDX-License-Identifier: EUPL-1.2
"""What is chosen, in words, each with what is asked for without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fundgraph.store.index import Index
from fundgraph.store.index.selection import NONE
from fundgraph.web import texts
from fundgraph.web.i18n import gettext as _
from fundgraph.web.projects.asked import LISTS, Asked
from fundgraph.web.projects.labels import Labels
from fundgraph.web.views.statements import Words, concept_label


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use: its words, and the same list without it; `widens` says whether that may have
    more, which it cannot where other values of the same filter remain."""

    words: Words
    without: Asked
    widens: bool = True


def chips(asked: Asked, labels: Labels, index: Index) -> list[Chip]:
    """The filters in use, in the order of the page."""
    return [*_text(asked), *_boxes(asked, labels), *_organisation(asked, labels, index),
            *_years(asked), *_amounts(asked, labels.language)]  # fmt: skip


def _text(asked: Asked) -> Iterator[Chip]:
    if asked.selection.text:
        yield Chip(Words(_("“%(label)s”", label=asked.selection.text)), asked.having(text=None))


def _boxes(asked: Asked, labels: Labels) -> Iterator[Chip]:
    absent = {
        "regions": _("Region: not stated"),
        "programmes": _("Programme: not stated"),
        "statuses": _("Status: not stated"),
        "funds": _("Source of funding: not stated"),
        "periods": _("Programming period: not stated"),
    }
    for field in LISTS.values():
        values: tuple[str, ...] = getattr(asked.selection, field)
        for value in values:
            words = Words(absent[field]) if value == NONE else labels.of(field, value)
            yield Chip(words, asked.without(field, value), widens=len(values) == 1)


def _organisation(asked: Asked, labels: Labels, index: Index) -> Iterator[Chip]:
    slug, role = asked.selection.organisation, asked.selection.role
    if slug:
        row = index.organisation(slug)
        name = Words(row.name, row.language) if row else Words(slug)
        yield Chip(name, asked.having(organisation=None, role=None))
    if slug and role:
        yield Chip(Words(concept_label("role", role, labels.language)), asked.having(role=None))


def _years(asked: Asked) -> Iterator[Chip]:
    first, last = asked.selection.first_year, asked.selection.last_year
    if first is None and last is None:
        return
    if first is None:
        told = _("started by %(year)s", year=last)
    elif last is None:
        told = _("started from %(year)s", year=first)
    else:
        told = str(first) if first == last else f"{first}–{last}"
    yield Chip(Words(told), asked.having(first_year=None, last_year=None))


def _amounts(asked: Asked, language: str) -> Iterator[Chip]:
    least, most = asked.selection.least, asked.selection.most
    if least is None and most is None:
        return
    if least is None:
        told = _("at most %(money)s", money=_money(most or 0, language))
    elif most is None:
        told = _("at least %(money)s", money=_money(least, language))
    else:
        told = f"{_money(least, language)} – {_money(most, language)}"
    yield Chip(Words(told), asked.having(least=None, most=None))


def _money(cents: int, language: str) -> str:
    amount = Decimal(cents) / 100
    return texts.money(amount, "EUR", language) if cents % 100 else texts.euros(amount, language)
