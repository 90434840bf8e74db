# SPDX-License-Identifier: EUPL-1.2
"""What a draft doubts → findings, for a list that is read by its draft."""

from __future__ import annotations

from collections.abc import Iterator

from fundgraph.report import Finding, Severity
from fundgraph.sources.describe.draft import Draft
from fundgraph.sources.findings import found
from fundgraph.sources.holdings import PROJECTS

# Below this a value of the whole list is a guess.
_GUESS = 0.5
_DISAGREEING, _GUESSED = "disagreeing-dates", "guessed-value"
_MESSAGES = {
    _DISAGREEING: {
        "en": "the column was left out: its dates are {value}, those of another column are not; "
        'write dates = "dmy" or dates = "mdy" for it in the description',
        "lv": "kolonna nav lasīta: tās datumi ir {value}, bet citas kolonnas datumi nav; "
        'aprakstā pie tās ierakstiet dates = "dmy" vai dates = "mdy"',
    },
    _GUESSED: {
        "en": "{label} = “{value}” is a guess that little speaks for; write {label} in the "
        "description",
        "lv": "{label} = „{value}” ir minējums, par ko liecina maz; ierakstiet {label} aprakstā",
    },
}


def doubts(draft: Draft) -> tuple[Finding, ...]:
    """A warning for each thing that the draft leaves to be settled: an order of dates, a decimal
    mark, a language, country or currency that is a guess."""
    return tuple(_doubts(draft))


def _doubts(draft: Draft) -> Iterator[Finding]:
    file = draft.path.name
    for key in ("country", "language", *(["currency"] if draft.holds == PROJECTS else [])):
        fact = getattr(draft, key)
        if fact.confidence < _GUESS:
            yield _found(_GUESSED, file, key, fact.value)
    for column in draft.columns:
        if (doubt := column.doubt) is None:
            continue
        heading = column.choice.heading
        if doubt.rule == _DISAGREEING:
            yield _found(doubt.rule, file, heading, doubt.value)
        elif column.active:
            yield found(doubt.rule, file=file, label=heading, value=doubt.value)


def _found(rule: str, file: str, label: str, value: str) -> Finding:
    spoken = _MESSAGES[rule].items()
    messages = {language: text.format(label=label, value=value) for language, text in spoken}
    return Finding(Severity.WARNING, rule, messages, file, field=label, value=value)
