# SPDX-License-Identifier: EUPL-1.2
"""What an address says in vain, in plain sentences."""

from __future__ import annotations

from typing import Final

from fundgraph.store.index.selection import spoken, words
from fundgraph.web.i18n import gettext as _
from fundgraph.web.projects.asked import LONGEST, MOST_VALUES, Asked, Ignored

_SHOWN: Final = 40  # characters of a value in a sentence


def notes(asked: Asked) -> list[str]:
    """A sentence for each value that was not understood, for words too many, and for ends the wrong
    way round."""
    told = dict.fromkeys(map(_sentence, asked.ignored))
    return [*told, *_unsought(asked.selection.text or ""), *_turned(asked)]


def _sentence(ignored: Ignored) -> str:
    value = ignored.value if len(ignored.value) <= _SHOWN else f"{ignored.value[:_SHOWN]}…"
    sentences = {
        "amount": _("“%(value)s” is not an amount in euros and was left out.", value=value),
        "year": _("“%(value)s” is not a year of four digits and was left out.", value=value),
        "view": _("There is no view “%(value)s”; this is the list.", value=value),
        "sort": _("There is no order “%(value)s”; this is the usual one.", value=value),
        "role": _("A role needs an organisation; “%(value)s” was left out.", value=value),
        "many": _("Of all filters together at most %(count)s choices count.", count=MOST_VALUES),
        "long": _("Only the first %(count)s characters are searched for.", count=LONGEST),
    }
    return sentences[ignored.kind]


def _unsought(text: str) -> list[str]:
    count = len(words(text))
    if len(spoken(text)) == count:
        return []
    return [_("Only the first %(count)s words are searched for.", count=count)]


def _turned(asked: Asked) -> list[str]:
    chosen, found = asked.selection, []
    if _is_turned(chosen.first_year, chosen.last_year):
        found.append(_("The first year is after the last: no project can fit both."))
    if _is_turned(chosen.least, chosen.most):
        found.append(_("The least amount is above the most: no project can fit both."))
    return found


def _is_turned(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and low > high
