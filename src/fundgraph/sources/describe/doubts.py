# SPDX-License-Identifier: EUPL-1.2
"""What a draft doubts → findings, for a list that is read by its draft."""

from __future__ import annotations

from collections.abc import Iterator

from fundgraph.report import Finding
from fundgraph.sources.describe.column import DISAGREEING
from fundgraph.sources.describe.draft import Draft
from fundgraph.sources.findings import found
from fundgraph.sources.holdings import PROJECTS

# Below this a value of the whole list is a guess.
_GUESS = 0.5


def doubts(draft: Draft) -> tuple[Finding, ...]:
    """A warning for each thing that the draft leaves to be settled: an order of dates, a decimal
    mark, a language, country or currency that is a guess."""
    return tuple(_doubts(draft))


def _doubts(draft: Draft) -> Iterator[Finding]:
    file = draft.path.name
    for key in ("country", "language", *(["currency"] if draft.holds == PROJECTS else [])):
        fact = getattr(draft, key)
        if fact.confidence < _GUESS:
            yield found("guessed-value", file=file, label=key, value=fact.value)
    for column in draft.columns:
        # A column left out for its dates is doubted for that; of others left out nothing is read.
        if (doubt := column.doubt) and (column.active or doubt.rule == DISAGREEING):
            heading = column.choice.heading
            yield found(doubt.rule, file=file, label=heading, value=doubt.value)
