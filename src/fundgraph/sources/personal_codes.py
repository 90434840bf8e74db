# SPDX-License-Identifier: EUPL-1.2
"""Personal codes of people by country, told by form and, where there is one, by check digit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Span = tuple[int, int]


def code_spans(text: str, country: str) -> Iterator[Span]:
    """Where a text, its dashes and digits plain, holds valid personal codes of a country; those
    that a word calls so may lack their dash."""
    if country in _CODES:
        pattern, is_valid = _CODES[country]
        for found in pattern.finditer(text):
            if is_valid(found[0]):
                yield found.span()
    if country in _CALLED:
        pattern, is_valid = _CALLED[country]
        for found in pattern.finditer(text):
            if is_valid(found[1]):
                yield found.span(1)


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
    # Without a dash only those that begin with a day and name their century: numbers of
    # organisations begin with 4, 5 or 9, those of land with no day and month or with 32. Behind
    # `LV` it is the number for VAT of a person.
    "LV": (
        re.compile(
            r"(?:(?<![\w-])|(?<=\bLV)|(?<=\bLV-))[0-3][0-9]{5}(?:\s?-\s?[0-9]{5}|(?<!32[0-9]{4})[0-2][0-9]{4})(?![\w-])",
            re.ASCII,
        ),
        _day_first,
    ),
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

# Words for a code → its form without the sign that parts it; the group is the code.
_AFTER = r"\W{0,4}(?:(?:nr|no|ir|is)\W{1,3})?"
_CALLED: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    country: (
        re.compile(rf"(?<!\w)(?:{words}){_AFTER}({form})(?![\w-])", re.IGNORECASE),
        is_valid,
    )
    for country, words, form, is_valid in (
        (
            "LV",
            r"pers(?:onas|\.)?\s?k(?:od(?:s|a|u|am|i|us|iem)?)?|p\.?\s?k"
            r"|personal (?:code|id(?:entity)?)",
            r"[0-3][0-9]{5}[\s./_-]{0,3}[0-9]{5}",
            _day_first,
        ),
        ("CZ", r"rodn[^\W\d_]{1,3}\s\S{1,2}slo|r\.?\s?\S\.", r"[0-9]{6}\s?[0-9]{4}", _czech),
        ("SK", r"rodn[^\W\d_]{1,3}\s\S{1,2}slo|r\.?\s?\S\.", r"[0-9]{6}\s?[0-9]{4}", _czech),
        ("SE", r"person\S{0,2}n(?:umme)?r", r"(?:19|20)?[0-9]{6}\s?[0-9]{4}", _swedish),
        ("DK", r"CPR(?:-?n(?:umme)?r)?|personn(?:umme)?r", r"[0-3][0-9]{5}\s?[0-9]{4}", _day_first),
    )
}
