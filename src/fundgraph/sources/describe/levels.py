# SPDX-License-Identifier: EUPL-1.2
"""Programme, priority, measure: which column is the number of the level, which its title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from fundgraph.sources.describe.choice import SETTLED, Choice
from fundgraph.sources.describe.lexicon import read, tokens
from fundgraph.sources.describe.meanings import Meaning
from fundgraph.sources.describe.profile import Profile

NUMBER, TITLE = "programme", "programme-title"
# The levels, the widest first: of two columns the narrower one says more.
_DEPTHS = ("programme", "priority", "specific", "measure", "submeasure")
_NARROWER = 0.02
_UNNUMBERED, _TITLED = 0.72, 0.74


def weighed(choices: Sequence[Choice], profiles: Mapping[int, Profile]) -> Iterator[Choice]:
    """The choices; those of programme levels by whether their cells are numbers of levels."""
    for choice in choices:
        if choice.meaning.field != NUMBER:
            yield choice
            continue
        profile = profiles[choice.index]
        coded = max(profile.share("level"), profile.share("leading-code"))
        if coded >= SETTLED or not profile.filled:
            depth = _NARROWER * _depth(choice.heading)
            yield replace(choice, confidence=choice.confidence * (0.9 + coded / 10) + depth)
        else:
            yield replace(
                choice,
                meaning=Meaning("published", aside="programme level"),
                confidence=min(choice.confidence, _UNNUMBERED),
                why="a programme level without its number",
            )


def with_title(chosen: Sequence[Choice], profiles: Mapping[int, Profile]) -> list[Choice]:
    """The choices; beside a bare number of a level, the column of the same level is its title."""
    number = next((one for one in chosen if one.meaning.field == NUMBER), None)
    if number is None or profiles[number.index].words > 1.5:
        return list(chosen)
    depth = _depth(number.heading)
    titles = (
        one.index
        for one in chosen
        if one.meaning.field == "published"
        and _depth(one.heading) == depth
        and profiles[one.index].words > 1.5
    )
    title = next(titles, None)
    meaning = Meaning(TITLE)
    return [
        replace(one, meaning=meaning, confidence=_TITLED, why="the title of the level")
        if one.index == title
        else one
        for one in chosen
    ]


def _depth(heading: str) -> int:
    """How narrow the level is that a heading names; -1 for none."""
    ideas = read(tokens(heading)).ideas
    return max((at for at, idea in enumerate(_DEPTHS) if idea in ideas), default=-1)
