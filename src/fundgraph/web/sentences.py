# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a query, in the language of the page; the engine's own words stay English."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from fundgraph.web.i18n import gettext as _
from fundgraph.web.i18n import language
from fundgraph.web.views.statements import Words

_Say = Callable[..., str]
# Sentences of the query service; a call for each, so that it is made in the request's language.
_SENTENCES: Final[tuple[tuple[str, _Say], ...]] = (
    (
        r"The query ran longer than (?P<seconds>\S+) s .*",
        lambda **v: _(
            "The query ran longer than %(seconds)s s and was ended. Ask for less: fewer patterns "
            "without a shared variable, a LIMIT, a smaller graph.",
            **v,
        ),
    ),
    (
        r"The query needed more than (?P<size>\d+) MB .*",
        lambda **v: _(
            "The query needed more than %(size)s MB of memory and was ended. Ask for less.", **v
        ),
    ),
    (
        r"The result is over the limit (?P<name>\w+) = (?P<value>\d+)\. .*",
        lambda **v: _(
            "The result is over the limit %(name)s = %(value)s. Add LIMIT and OFFSET, or take a "
            "dump.",
            **v,
        ),
    ),
    (
        r"At most (?P<running>\d+) queries of one client run at a time and (?P<waiting>\d+) .*",
        lambda **v: _(
            "At most %(running)s queries of one client run at a time and %(waiting)s wait.", **v
        ),
    ),
    (
        r"All places for queries were taken for (?P<seconds>\S+) s\.",
        lambda **v: _("All places for queries were taken for %(seconds)s s.", **v),
    ),
    (
        r"The query has (?P<length>\d+) bytes; at most (?P<most>\d+) are read\.",
        lambda **v: _("The query has %(length)s bytes; at most %(most)s are read.", **v),
    ),
    (
        r"The query nests more than (?P<most>\d+) levels of brackets\.",
        lambda **v: _("The query nests more than %(most)s levels of brackets.", **v),
    ),
    (
        r"SERVICE is not offered: .*",
        lambda **v: _("SERVICE is not offered: this service asks no other one.", **v),
    ),
    (
        r"This service is read only: .*",
        lambda **v: _("This service is read only: it takes queries, no updates.", **v),
    ),
    (
        r"The query does not parse: the prefix (?P<prefix>`.*`) is not declared\.",
        lambda **v: _("The query does not parse: the prefix %(prefix)s is not declared.", **v),
    ),
    (
        r"The query does not parse: the string is never closed\.",
        lambda **v: _("The query does not parse: the string is never closed.", **v),
    ),
    (
        r"The query does not parse: (?P<mark>`.`) is never closed\.",
        lambda **v: _("The query does not parse: %(mark)s is never closed.", **v),
    ),
    (
        r"The query does not parse: (?P<mark>`.`) closes nothing\.",
        lambda **v: _("The query does not parse: %(mark)s closes nothing.", **v),
    ),
    (
        r"The query does not parse: (?P<token>`.*`) is not expected here\.",
        lambda **v: _("The query does not parse: %(token)s is not expected here.", **v),
    ),
    (
        r"The query does not parse: (?P<token>`.*`) is not expected here;"
        r" expected: (?P<marks>.*)\.",
        lambda **v: _(
            "The query does not parse: %(token)s is not expected here; expected: %(marks)s.", **v
        ),
    ),
    (
        r"The query does not parse: the query ends too early\.",
        lambda **v: _("The query does not parse: the query ends too early.", **v),
    ),
    (
        r"The query does not parse: the query ends too early; expected: (?P<marks>.*)\.",
        lambda **v: _(
            "The query does not parse: the query ends too early; expected: %(marks)s.", **v
        ),
    ),
)
_KNOWN: Final = tuple((re.compile(pattern, re.DOTALL), say) for pattern, say in _SENTENCES)


def spoken(detail: str) -> Words:
    """A sentence of the query service in the language of the page; one that has no translation
    as it is, in English."""
    if language() != "en":
        for pattern, say in _KNOWN:
            if found := pattern.fullmatch(detail):
                return Words(say(**found.groupdict()), language())
    return Words(detail, "en")
