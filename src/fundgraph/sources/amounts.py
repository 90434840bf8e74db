# SPDX-License-Identifier: EUPL-1.2
"""Amounts in the cells of a column: its marks are settled from all of its values, not cell by cell.

`1.234` may be a thousand or one and a bit; beside `1.912,96` in the same column it is a thousand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fundgraph.sources.values import PLACEHOLDERS, amount, within

# What stands in cells → ISO 4217. `kr` is the crown of several countries: its column says which.
CROWN = "kr"
CROWNS = frozenset({"DKK", "SEK"})
_SIGNS = {
    "EUR": ("€", "eur", "euro", "euros", "eiro"),
    "GBP": ("£", "gbp", "stg"),
    "HRK": ("kn", "hrk", "kuna"),
    "HUF": ("ft", "huf"),
    "PLN": ("zł", "zl", "pln"),
    "CZK": ("kč", "kc", "czk"),
    "RON": ("lei", "leu", "ron"),
    "BGN": ("лв", "lv", "bgn", "лева"),
    "LVL": ("ls", "lvl"),
    "LTL": ("lt", "ltl", "litai", "litų"),
    "EEK": ("eek",),
    "SKK": ("sk", "skk"),
    "SIT": ("sit",),
    "MTL": ("lm", "mtl"),
    "CYP": ("cyp",),
    "DKK": ("dkk",),
    "SEK": ("sek",),
    CROWN: ("kr",),
}
SIGNS = {sign: code for code, signs in _SIGNS.items() for sign in signs}

_SIGN = r"[^\W\d_]+|[€£]"
_CELL = re.compile(
    rf"(?P<minus>[-\u2212]?)\s*(?:(?P<before>{_SIGN})\.?\s*)?"
    r"(?P<number>[-\u2212+]?[0-9](?:[0-9.,'’\s]*[0-9])?)"
    rf"(?:\s?[.,][-–—]{{1,2}})?(?:\s*(?P<after>{_SIGN})\.?)?"
)  # fmt: skip
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[\s'’][0-9]{3})+(?![0-9])")
_OTHER = {".": ",", ",": "."}
_LONGEST, _SURELY_WITHIN = 60, 16
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]{1,2})?").fullmatch
_WHOLE = re.compile(r"-?[0-9]+").fullmatch
_CENTS = re.compile(r"-?[0-9]+\.[0-9]{1,2}").fullmatch
_FORMS = {
    mark: re.compile(rf"[-+]?(?:[0-9]+|[0-9]{{1,3}}(?:\{other}[0-9]{{3}})+)(?:\{mark}[0-9]+)?")
    for mark, other in _OTHER.items()
}
# What a spreadsheet's binary numbers leave behind the digits that were meant.
_NOISE, _MEANT = 9, Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How a column writes numbers. Without a decimal mark, each value is read by itself, and one
    that could mean two things is none."""

    decimal: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A column in which a value could mean two things."""

    value: str


def number_form(values: Iterable[str]) -> NumberForm | Ambiguous:
    """The form of the numbers of a column; Ambiguous, with the first such value, where it has
    values such as `1.234` and nothing, or both marks, to tell what they mean."""
    marks: set[str] = set()
    open_value = ""
    for text in values:
        if _WHOLE(text) or text in PLACEHOLDERS:
            continue
        if _CENTS(text):
            marks.add(".")
            continue
        found = _split(text)
        mark = _mark(found[0]) if found else ""
        if mark == "?":
            open_value = open_value or text
        elif mark:
            marks.add(mark)
    if len(marks) == 1:
        return NumberForm(marks.pop())
    return Ambiguous(open_value) if open_value else NumberForm()


def read_amount(text: str, form: NumberForm) -> tuple[Decimal, str | None] | None:
    """The number of a cell and the currency that it names (ISO 4217, or `kr`).

    None for what is garbled, could mean two things, contradicts the form of its column, or is
    beyond all money.
    """
    if form.decimal != "," and _PLAIN(text) and len(text) < _SURELY_WITHIN:
        return Decimal(text), None
    found = _split(text)
    if found is None:
        return None
    digits, currency = found
    value = within(_read(digits, form.decimal))
    return None if value is None else (value, currency)


def _split(text: str) -> tuple[str, str | None] | None:
    """The digits of a cell, grouping spaces left out, and its currency; None for a garbled one."""
    found = _CELL.fullmatch(text.strip()) if len(text) < _LONGEST else None
    if found is None:
        return None
    signs = {SIGNS.get(sign.casefold()) for sign in (found["before"], found["after"]) if sign}
    if len(signs) > 1 or None in signs:
        return None
    number = found["number"]
    if found["minus"] and number[0] in "-\u2212+":
        return None
    number = (found["minus"] + number).replace("\u2212", "-")
    if _GROUPED.match(number):
        # A lone mark behind groups of three is the decimal one: told apart by the long head.
        number = re.sub(r"[\s'’]", "", number)
    elif not number.isascii() or " " in number or "'" in number:
        return None
    return number, next(iter(signs), None)


def _mark(number: str) -> str:
    """The decimal mark that a number shows; `?` where its one mark could be either, empty where
    it has none or is garbled."""
    marks = [character for character in number if character in ".,"]
    if not marks:
        return ""
    last = marks[-1]
    mark = _OTHER[last] if len(marks) > 1 and len(set(marks)) == 1 else last
    if not _FORMS[mark].fullmatch(number):
        return ""
    head, _, tail = number.lstrip("-+").partition(last)
    could_be_either = len(marks) == 1 and len(tail) == 3 and len(head) <= 3
    return "?" if could_be_either and not head.startswith("0") else mark


def _read(number: str, decimal: str) -> Decimal | None:
    if not decimal:
        value = amount(number)
    elif _FORMS[decimal].fullmatch(number):
        value = Decimal(number.replace(_OTHER[decimal], "").replace(decimal, "."))
    else:
        return None
    return meant(value) if value is not None else None


def meant(value: Decimal) -> Decimal:
    """The value without the noise of binary fractions: `12.340000000001` is `12.34`."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_NOISE:
        near = value.quantize(_MEANT)
        if abs(value - near) < _MEANT / 1000:
            return Decimal(f"{near:f}".rstrip("0").rstrip("."))
    return value
