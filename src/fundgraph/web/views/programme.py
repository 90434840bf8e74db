# SPDX-License-Identifier: EUPL-1.2
"""The view model of a programme level: its place in the tree."""

from __future__ import annotations

from dataclasses import dataclass

from fundgraph.vocabulary import DCTERMS, ESF
from fundgraph.web.views.statements import Named, Things, Words

DEEPEST = 12


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A level of a programme tree: `path` leads from the top to itself."""

    iri: str
    code: str | None
    name: Words
    other_titles: tuple[Words, ...]
    level: Named | None
    fund: Named | None
    period: Named | None
    path: tuple[Named, ...]

    @property
    def named(self) -> Named:
        """The level by its name."""
        return self.path[-1]


def path_to(iri: str, things: Things) -> tuple[Named, ...]:
    """The levels from the top of the tree down to this one."""
    path: list[Named] = []
    current: str | None = iri
    while current and len(path) < DEEPEST and all(level.iri != current for level in path):
        path.append(things.named(current))
        current = things.read(current).iri(current, DCTERMS.isPartOf)
    return tuple(reversed(path))


def programme_view(iri: str, things: Things) -> ProgrammeView:
    """The view of the level with this IRI."""
    found = things.read(iri)
    named = things.named(iri)
    titles = found.all_words(iri, DCTERMS.title) + found.all_words(iri, DCTERMS.alternative)
    level, fund, period = (found.iri(iri, p) for p in (ESF.level, ESF.fund, ESF.period))
    return ProgrammeView(
        iri=iri,
        code=named.code,
        name=named.name,
        other_titles=tuple(title for title in titles if title != named.name),
        level=things.named(level) if level else None,
        fund=things.named(fund) if fund else None,
        period=things.named(period) if period else None,
        path=path_to(iri, things),
    )
