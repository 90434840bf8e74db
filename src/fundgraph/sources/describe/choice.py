# SPDX-License-Identifier: EUPL-1.2
"""Which column is which field: the surest first, each field once where it may stand once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fundgraph.sources.columns import MANY
from fundgraph.sources.describe.evidence import fit, from_cells
from fundgraph.sources.describe.headings import heading_meanings
from fundgraph.sources.describe.meanings import Meaning
from fundgraph.sources.describe.profile import Profile

# From here on a column stands in the draft as it is; below, as a comment to be settled.
SETTLED = 0.6
# No evidence makes a draft surer than this.
_SUREST = 0.98
_LEFT_OVER, _UNKNOWN = 0.55, 0.4
# A column that lost its field to another is known well enough to be published, if this sure.
_KNOWN = 0.8
# May be names or numbers of natural persons.
_OF_PROMOTERS = frozenset({"promoter", "promoter-number", "promoter-address", "contact"})
_UNTOLD = "not known what it holds; 'published' only if it names no person"
_TEXT_FIELDS = frozenset({"title", "abstract", "results"})
_LEAST = 0.3
# How sure a heading that may speak of money is where the cells are amounts.
_TOLD = 0.65


@dataclass(frozen=True, slots=True)
class Choice:
    """What a column holds, how sure that is, 0 to 1, and why."""

    index: int
    heading: str
    meaning: Meaning
    confidence: float
    why: str


def candidates(
    index: int, heading: str, column: Profile, languages: frozenset[str]
) -> list[Choice]:
    """What a column may hold, the surest first."""
    found: dict[Meaning, Choice] = {}
    for meaning, score in heading_meanings(heading, languages).items():
        factor = fit(meaning, column)
        why = "its heading" if factor > 0.9 else "its heading, but its cells say otherwise"
        found[meaning] = Choice(index, heading, meaning, min(score * factor, _SUREST), why)
    for guess, score, why in from_cells(column):
        meaning = guess
        if guess.field == "amount" and (told := _told_amount(found)):
            meaning, score, why = told, _TOLD, "its heading, and its cells are amounts"
        known = found.get(meaning)
        if known is None or known.confidence < score:
            found[meaning] = Choice(index, heading, meaning, score, why)
    return sorted(found.values(), key=lambda choice: -choice.confidence)


def _told_amount(found: Mapping[Meaning, Choice]) -> Meaning | None:
    """The kind of money that a heading tells most likely, however unsure it makes that."""
    amounts = [choice for meaning, choice in found.items() if meaning.field == "amount"]
    return max(amounts, key=lambda choice: choice.confidence).meaning if amounts else None


def choose(
    headings: Sequence[tuple[int, str]],
    choices: Iterable[Choice],
    text_languages: Mapping[int, str],
) -> list[Choice]:
    """One choice for each column, in their order.

    `headings` are the columns, `choices` what each may hold; `text_languages` are the languages of
    the columns that hold texts.
    """
    open_ = sorted(
        (choice for choice in choices if choice.confidence >= _LEAST),
        key=lambda choice: (-choice.confidence, choice.index),
    )
    chosen: dict[int, Choice] = {}
    taken: set[tuple[str, ...]] = set()
    lost: dict[int, Choice] = {}
    for choice in open_:
        if choice.index in chosen:
            continue
        key = _key(choice, text_languages)
        if key in taken:
            lost.setdefault(choice.index, choice)
            continue
        if key:
            taken.add(key)
        chosen[choice.index] = _after_loss(choice, lost.get(choice.index))
    rest = (_left_over(index, heading, lost.get(index)) for index, heading in headings)
    return [chosen.get(one.index, one) for one in rest]


def _key(choice: Choice, languages: Mapping[int, str]) -> tuple[str, ...]:
    """What only one column may hold; empty where many may."""
    meaning = choice.meaning
    if meaning.field == "amount":
        return (meaning.field, meaning.stage, meaning.component)
    if meaning.field in _TEXT_FIELDS:
        return (meaning.field, languages.get(choice.index, ""))
    return () if meaning.field in MANY else (meaning.field,)


def _after_loss(choice: Choice, lost: Choice | None) -> Choice:
    """A second choice is no surer than the first was, and less so where it says another thing."""
    if lost is None or lost.confidence - choice.confidence < 0.1:
        return choice
    if choice.confidence >= SETTLED:
        return replace(choice, confidence=min(choice.confidence, 0.75))
    return _left_over(choice.index, choice.heading, lost)


def _left_over(index: int, heading: str, lost: Choice | None) -> Choice:
    if lost is None:
        return Choice(index, heading, Meaning("published"), _UNKNOWN, _UNTOLD)
    if lost.meaning.field == "amount":
        return replace(lost, confidence=_LEFT_OVER, why="another column holds the same figure")
    if lost.confidence < _KNOWN or lost.meaning.field in _OF_PROMOTERS:
        return Choice(index, heading, Meaning("published"), _UNKNOWN, _UNTOLD)
    why = f"another column is {lost.meaning.field!r}"
    return Choice(index, heading, Meaning("published"), 0.78, why)
