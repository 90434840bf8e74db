# SPDX-License-Identifier: EUPL-1.2
"""Finds contact data and personal codes in free text: e-mails, phones, national personal codes.

What is found is held back (see `withholding`), said, and never repeated: a report is published too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import phonenumbers

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
_EMAIL = re.compile(
    r"[\w.+'’-]{1,64}\s?(?:@|[\[(](?:at|@|AT)[\])])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
)
# Seven digits, with little between them: fewer make neither a phone nor a personal code.
_MANY_DIGITS = re.compile(
    r"[0-9\uff10-\uff19](?:[ \u00a0()./+A\u2010-\u2014\u2212\uff0d-]{0,3}[0-9\uff10-\uff19]){6}"
)
_NUMBER = re.compile(
    r"(?<![\w.,/-])(?:\+|00)?\(?[0-9](?:[ \u00a0()./-]{0,2}[0-9]){6,14}(?![\w]|[.,/-][0-9])"
)
_CALLED = re.compile(
    r"(?:(?<![^\W\d_])(?:(?:kontakt)?t[aā]lr|t[eé]l|mob|fax|faks|puh|\u0442\u0435\u043b|\u03c4\u03b7\u03bb|gsm|whatsapp)"
    r"[\w.]{0,8}|[Tt]elefon\w{0,4}|[Pp]hone)\s?(?:nr\.?|no\.?)?[:.\s]{0,3}$",
    re.IGNORECASE,
)
_YEAR = r"(?:[0-9]{1,2}[./-]\s?){0,2}(?:19|20)[0-9]{2}"
_PERIOD = re.compile(
    rf"\(?{_YEAR}(?:[ \u00a0()./-]{{1,2}}{_YEAR}){{0,3}}"
    r"|(?:19|20)[0-9]{2}([./-])[0-9]{2}\1[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2}(?:[0-9]{2})?"
)
# `2014-2020 25 participants`
_YEARS_FIRST = re.compile(r"\(?(?:19|20)[0-9]{2}[./ -]{1,2}(?:19|20)[0-9]{2}(?![0-9])")
_AMOUNT = re.compile(
    r"\(?(?:[1-9][0-9]{0,2}(?:[ \u00a0.][0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]+\.[0-9]{1,2})"
)
# Not where the currency is that of a number before it.
_MONEY_BEFORE = re.compile(
    r"(?<![0-9][ \u00a0])(?<![0-9])(?:[€$£]|\b(?:EUR|LVL|Ls|GBP|PLN|HRK|HUF|CZK))\s?$"
)
_MONEY_FOLLOWS = re.compile(r"\s?(?:€|EUR|%|Ls|LVL|£|kn|zł|PLN|HRK|HUF|Ft|Kč|CZK|eiro|euro)")


_ADDRESSED = ("@", "\uff20", "at)", "at]", "AT)", "AT]")


def may_hold_any(text: str) -> bool:
    """False for a text, or several beside each other, that surely hold none: most do not."""
    return _may_be_address(text) or _MANY_DIGITS.search(text) is not None


def _may_be_address(text: str) -> bool:
    return any(sign in text for sign in _ADDRESSED)


class Place(NamedTuple):
    """Where a text holds what kind of contact data or personal code."""

    start: int
    end: int
    kind: str


def personal_places(text: str, country: str, *, bare: bool = True) -> list[Place]:
    """The contact data and personal codes that a text seems to hold, in its order. Without `bare`
    a telephone number counts only with a word such as `tel.` or a `+` before it."""
    places: list[Place] = []
    text = text.translate(_PLAIN)
    if _may_be_address(text):
        places += [Place(*found.span(), EMAIL) for found in _EMAIL.finditer(text)]
    if _MANY_DIGITS.search(text):
        codes = list(_codes(text, country))
        taken = {at for code in codes for at in range(code.start, code.end)}
        numbers = (one for one in _NUMBER.finditer(text) if one.start() not in taken)
        places += codes
        places += [
            Place(*number.span(), PHONE)
            for number in numbers
            if _is_phone(text, number, country, bare=bare)
        ]
    return sorted(places)


def _is_phone(text: str, found: re.Match[str], country: str, *, bare: bool) -> bool:
    """True for a number that a telephone of the country may have. Bare numbers that read as
    amounts, dates or periods are none, unless a word such as `tel.` stands before them."""
    number = found[0]
    before = text[max(0, found.start() - 24) : found.start()]
    called = _CALLED.search(before) is not None
    if not called and not number.startswith(("+", "00")):
        if not bare or _YEARS_FIRST.match(number):
            return False
        if _PERIOD.fullmatch(number) or _AMOUNT.fullmatch(number):
            return False
        if _MONEY_FOLLOWS.match(text, found.end()) or _MONEY_BEFORE.search(before):
            return False
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    check = phonenumbers.is_possible_number if called else phonenumbers.is_valid_number
    return check(parsed)


def _codes(text: str, country: str) -> Iterator[Place]:
    """The valid personal codes of a country."""
    if country in _CODES:
        pattern, is_valid = _CODES[country]
        for found in pattern.finditer(text):
            if is_valid(found[0]):
                yield Place(*found.span(), CODE)


def _digits(text: str) -> list[int]:
    return [int(character) for character in text if character.isdigit()]


def _weighed(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False))


def _day_first(text: str) -> bool:
    """A code that begins with the day and month of birth; Latvia's new ones begin with 32."""
    day, month = int(text[:2]), int(text[2:4])
    return text.startswith("32") or (1 <= day <= 31 and 1 <= month <= 12)


def _baltic(text: str) -> bool:
    digits = _digits(text)
    rest = _weighed(digits, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if rest == 10:
        rest = _weighed(digits, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11 % 10
    return digits[10] == rest and 1 <= int(text[3:5]) <= 12 and 1 <= int(text[5:7]) <= 31


def _pesel(text: str) -> bool:
    digits = _digits(text)
    return (
        _weighed(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0
        and 1 <= int(text[2:4]) % 20 <= 12
        and 1 <= int(text[4:6]) <= 31
    )


def _czech(text: str) -> bool:
    return int("".join(map(str, _digits(text)))) % 11 == 0 and 1 <= int(text[2:4]) % 50 % 20 <= 12


def _bulgarian(text: str) -> bool:
    digits = _digits(text)
    valid_month = 1 <= int(text[2:4]) % 20 <= 12
    return valid_month and _weighed(digits, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10 == digits[9]


def _romanian(text: str) -> bool:
    digits = _digits(text)
    rest = _weighed(digits, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    return digits[12] == (1 if rest == 10 else rest) and 1 <= int(text[3:5]) <= 12


def _finnish(text: str) -> bool:
    number = int(text[:6] + text[7:10])
    return _day_first(text) and "0123456789ABCDEFHJKLMNPRSTUVWXY"[number % 31] == text[10]


def _swedish(text: str) -> bool:
    digits = _digits(text)[-10:]
    doubled = (sum(divmod(digit * (2 - index % 2), 10)) for index, digit in enumerate(digits))
    return sum(doubled) % 10 == 0 and 1 <= digits[2] * 10 + digits[3] <= 12


def _spanish(text: str) -> bool:
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(text[:8]) % 23] == text[8]


def _french(text: str) -> bool:
    number = "".join(map(str, _digits(text)))
    return 97 - int(number[:13]) % 97 == int(number[13:]) and 1 <= int(number[3:5]) <= 12


def _belgian(text: str) -> bool:
    """A national number; those of people born since 2000 are counted with a 2 before them."""
    number = "".join(map(str, _digits(text)))
    rests = (97 - int(before + number[:9]) % 97 for before in ("", "2"))
    return int(number[9:]) in rests and int(number[2:4]) <= 12


_ELEVEN = re.compile(r"(?<![\w-])[1-8][0-9]{10}(?![\w-])", re.ASCII)
_CODES: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "LV": (re.compile(r"(?<![\w-])[0-3][0-9]{5}\s?-\s?[0-9]{5}(?![\w-])", re.ASCII), _day_first),
    "LT": (_ELEVEN, _baltic),
    "EE": (_ELEVEN, _baltic),
    "PL": (re.compile(r"(?<![\w-])[0-9]{11}(?![\w-])", re.ASCII), _pesel),
    "CZ": (re.compile(r"(?<![\w/])[0-9]{6}/[0-9]{4}(?![\w/])", re.ASCII), _czech),
    "SK": (re.compile(r"(?<![\w/])[0-9]{6}/[0-9]{4}(?![\w/])", re.ASCII), _czech),
    "BG": (re.compile(r"(?<![\w-])[0-9]{10}(?![\w-])", re.ASCII), _bulgarian),
    "RO": (re.compile(r"(?<![\w-])[1-8][0-9]{12}(?![\w-])", re.ASCII), _romanian),
    "FI": (re.compile(r"(?<![\w-])[0-3][0-9]{5}[-+A][0-9]{3}[0-9A-Y](?![\w-])"), _finnish),
    "SE": (re.compile(r"(?<![\w-])(?:19|20)?[0-9]{6}[-+][0-9]{4}(?![\w-])", re.ASCII), _swedish),
    "DK": (re.compile(r"(?<![\w-])[0-3][0-9]{5}-[0-9]{4}(?![\w-])", re.ASCII), _day_first),
    "FR": (
        re.compile(
            r"(?<![\w-])[12](?: ?[0-9]{2}){3}(?: ?[0-9]{3}){2} ?[0-9]{2}(?![\w-])", re.ASCII
        ),
        _french,
    ),
    "BE": (
        re.compile(
            r"(?<![\w.-])[0-9]{2}\.?[0-9]{2}\.?[0-9]{2}-?[0-9]{3}\.?[0-9]{2}(?![\w-])", re.ASCII
        ),
        _belgian,
    ),
    "ES": (re.compile(r"(?<![\w-])[0-9]{8}[A-Z](?![\w-])", re.ASCII), _spanish),
}
