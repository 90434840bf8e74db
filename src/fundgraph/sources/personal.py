# SPDX-License-Identifier: EUPL-1.2
"""Finds contact data and personal codes in free text: e-mails, phones, national personal codes.

What is found is held back (see `withholding`), said, and never repeated: a report is published too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fundgraph.sources.personal_codes import code_spans
from fundgraph.sources.telephones import phone_spans

EMAIL, PHONE, CODE = "e-mail", "phone", "personal-code"
KINDS = (EMAIL, CODE, PHONE)

# Dashes, digits and signs that programs of offices write in place of the plain ones, which stand
# for them one by one, so that places in a text stay what they are.
_PLAIN = str.maketrans(
    "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\uff20\uff0b"
    + "".join(map(chr, range(0xFF10, 0xFF1A))),
    "-------@+0123456789",
)
# Every quantifier is bounded, so that no text takes long.
_SIGN = r"@{1,2}|[\[(]\s?(?:at|@)\s?[\])]|&(?:#0?64|#x40|commat);|%40"
_AT = rf"(?:\s?(?:{_SIGN})\s?|\sat\s(?=[\w-]{{1,63}}\sdot\s))"
# A slip such as `anna@example .lv` is told by the ending.
_SLIP = r"(?:\s\.\s?|\.\s|,)(?=(?:lv|lt|ee|com|eu|org)(?![\w-]))"
_DOT = rf"(?:\.{{1,2}}|\s?[\[(]\s?(?:dot|punkts|punkt|\.)\s?[\])]\s?|\sdot\s|{_SLIP})"
_EMAIL = re.compile(
    rf"[\w.+'’-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,5}}", re.IGNORECASE
)
_ENTITIES = ("&#64;", "&#064;", "&#x40;", "&commat;")
# Seven digits, with little between them: fewer make neither a phone nor a personal code.
_MANY_DIGITS = re.compile(
    r"[0-9\uff10-\uff19](?:[ \u00a0()./+A\u2010-\u2014\u2212\uff0d-]{0,3}[0-9\uff10-\uff19]){6}"
)


def may_hold_any(text: str) -> bool:
    """False for a text, or several beside each other, that surely hold none: most do not."""
    return _may_be_address(text) or _MANY_DIGITS.search(text) is not None


def _may_be_address(text: str) -> bool:
    # One character is found ten times as fast as several, which wait for it.
    return (
        "@" in text
        or "\uff20" in text
        or " dot " in text
        or " DOT " in text
        or (")" in text and any(each in text for each in ("at)", "At)", "AT)")))
        or ("]" in text and any(each in text for each in ("at]", "At]", "AT]")))
        or ("%" in text and "%40" in text)
        or ("&" in text and any(each in text for each in _ENTITIES))
    )


def is_code(text: str, country: str) -> bool:
    """True for a text that is a valid personal code of a country, and nothing else."""
    return text[:1].isdigit() and (0, len(text)) in code_spans(text.translate(_PLAIN), country)


# Where a heading says that they are codes, of whatever country.
_ANY_CODE = re.compile(r"(?<!\w)[A-Za-z]{0,2}[0-9](?:[ ./+-]?[0-9A]){6,15}[A-Za-z]?(?!\w)")


class Place(NamedTuple):
    """Where a text holds what kind of contact data or personal code."""

    start: int
    end: int
    kind: str


def personal_places(
    text: str, country: str, *, bare: bool = True, heading: str | None = None
) -> list[Place]:
    """The contact data and personal codes that a text seems to hold, in its order. Without `bare`
    a telephone number counts only with a word such as `tel.` or a `+` before it. `heading` is the
    kind that the text is of, by the heading above it."""
    if heading == PHONE:
        return _called(text, country)
    places: list[Place] = []
    text = text.translate(_PLAIN)
    if _may_be_address(text):
        places += [Place(*found.span(), EMAIL) for found in _EMAIL.finditer(text)]
    if heading == CODE:
        places += [Place(*found.span(), CODE) for found in _ANY_CODE.finditer(text)]
    elif _MANY_DIGITS.search(text):
        codes = list(code_spans(text, country))
        taken = {at for code in codes for at in range(*code)}
        places += [Place(*code, CODE) for code in codes]
        places += [Place(*one, PHONE) for one in phone_spans(text, country, taken, bare=bare)]
    return sorted(places)


def _called(text: str, country: str) -> list[Place]:
    """What a text holds behind a word for a telephone."""
    word = "tel. "
    places = personal_places(word + text, country)
    return [Place(one.start - len(word), one.end - len(word), one.kind) for one in places]
