# SPDX-License-Identifier: EUPL-1.2
"""Raw cells → numbers for the file's own sums, by other code than what the graph is made with.

Two readings that share no step show by unequal sums where one of them errs.
"""

from __future__ import annotations

import re
from decimal import Decimal

from fundgraph.sources.amounts import CROWN, CROWNS, SIGNS, meant

_LONGEST, _CENTS, _DIGITS = 60, 2, 15
_WORD = re.compile(r"(?:[^\W\d_]+|[€£])\.?")
_NO_CENTS = re.compile(r"\s?[.,][-–—]{1,2}$")
_PARTING = re.compile(r"[\s.,'’]")


def raw_amount(text: str, mark: str) -> tuple[Decimal, str | None] | None:
    """The number of a raw cell and the currency sign in it; `mark` is its column's decimal mark,
    empty where it is open. None for what cannot be read, could mean two things, or has more
    digits than money."""
    if len(text) >= _LONGEST:
        return None
    found = _raw(text, mark)
    return found if found is None or found[0].adjusted() < _DIGITS else None


def _raw(text: str, mark: str) -> tuple[Decimal, str | None] | None:
    if text.isascii() and text.isdigit():
        return Decimal(text), None
    whole, _, cents = text.partition(".")
    if mark == "." and text.isascii() and whole.isdigit() and cents.isdigit():
        return Decimal(text) if len(cents) <= _CENTS else meant(Decimal(text)), None
    signs = {SIGNS.get(word.rstrip(".").casefold()) for word in _WORD.findall(text)}
    if None in signs or len(signs) > 1:
        return None
    value = _number(_WORD.sub(" ", text).strip().replace("\u2212", "-"), mark)
    return None if value is None else (meant(value), next(iter(signs), None))


def unit_of(sign: str | None, currency: str) -> str:
    """The currency of a cell: its sign's, else its column's; a crown is the column's. Empty where
    neither tells."""
    if sign is None:
        return currency
    return sign if sign != CROWN else currency if currency in CROWNS else ""


def _number(text: str, mark: str) -> Decimal | None:
    sign, digits = ("-", text[1:].lstrip()) if text[:1] == "-" else ("", text.removeprefix("+"))
    digits = _NO_CENTS.sub("", digits)
    last = max(digits.rfind("."), digits.rfind(","))
    cut = _cents_at(digits, last, mark) if last >= 0 else len(digits)
    if cut is None:
        return None
    whole, cents = _PARTING.split(digits[:cut]), digits[cut + 1 :]
    grouped = len(whole[0]) <= 3 and all(len(group) == 3 for group in whole[1:])
    number = "".join(whole) + cents
    if (
        not (grouped or len(whole) == 1)
        or not whole[0]
        or not (number.isascii() and number.isdigit())
    ):
        return None
    return Decimal(f"{sign}{''.join(whole)}{'.' if cents else ''}{cents}")


def _cents_at(digits: str, last: int, mark: str) -> int | None:
    """Where the cents begin; the end where all marks part thousands, None where that is open."""
    seen, tail = digits[last], len(digits) - last - 1
    others = {character for character in digits[:last] if character in ".,"}
    if seen in others:
        return len(digits) if others == {seen} else None
    if others or seen == mark or tail != 3:
        return last
    if mark:
        return len(digits)
    return last if last > 3 or digits.startswith("0") else None
