# SPDX-License-Identifier: EUPL-1.2
"""Numbers, money and dates as Latvian and English write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup, escape

SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
# A text longer than LONG characters is folded behind the first sentence that ends after LEAD.
LONG, LEAD = 1000, 450
_PIECES = re.compile(r"[^/._#?&-]*[/._#?&-]+|[^/._#?&-]+")
_SENTENCE_END = re.compile(r"(?<=[.!?]) +(?=[A-ZĀČĒĢĪĶĻŅŠŪŽ„“\"])|\n+")

_SIGNS = {"EUR": "€"}
_LARGE = {"lv": {6: "milj.", 9: "mljrd."}, "en": {6: "million", 9: "billion"}}
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_STEMS_LV = (
    ("janvār", "is", "a", "im"), ("februār", "is", "a", "im"), ("mart", "s", "a", "am"),
    ("aprī", "lis", "ļa", "lim"), ("maij", "s", "a", "am"), ("jūnij", "s", "a", "am"),
    ("jūlij", "s", "a", "am"), ("august", "s", "a", "am"), ("septembr", "is", "a", "im"),
    ("oktobr", "is", "a", "im"), ("novembr", "is", "a", "im"), ("decembr", "is", "a", "im"),
)  # fmt: skip
_CASES = ("nominative", "genitive", "dative")
_YEARS_LV = ("gads", "gada", "gadam")


def number(value: int | Decimal, language: str, *, places: int = 0) -> str:
    """`25 623,18` in Latvian (with no-break spaces), `25,623.18` in English."""
    quantum = Decimal(1).scaleb(-places)
    text = f"{Decimal(value).quantize(quantum, ROUND_HALF_UP):,.{places}f}"
    text = text.replace("-", MINUS)
    if language == "en":
        return text
    return text.replace(",", SPACE).replace(".", ",")


def decimal(value: Decimal, language: str) -> str:
    """A number with all the decimals that it has: `0,702804` in Latvian."""
    return number(value, language, places=max(0, -int(value.as_tuple().exponent)))


def money(value: Decimal, currency: str, language: str) -> str:
    """`25 623,18 €` in Latvian, `€25,623.18` in English; a currency without a sign by its code."""
    digits = number(value, language, places=2)
    sign = _SIGNS.get(currency)
    if language == "lv":
        return f"{digits}{SPACE}{sign or currency}"
    if sign:
        return _after(sign, digits)
    return f"{currency}{SPACE}{digits}"


def _after(sign: str, digits: str) -> str:
    """Digits behind the sign of a currency; a minus stands before both."""
    return f"{MINUS}{sign}{digits[1:]}" if digits.startswith(MINUS) else f"{sign}{digits}"


def short_money(value: Decimal, language: str) -> str:
    """Euros for a headline: `€1.9 million`, `116 milj. €`, `3,03 mljrd. €`; below a million the
    whole euros."""
    for power, places in ((9, 2), (6, 1)):
        scaled = value.scaleb(-power)
        if abs(scaled) >= 1:
            digits = number(scaled, language, places=0 if abs(scaled) >= 100 else places)
            word = _LARGE[language][power]
            pair = (digits, word, "€") if language == "lv" else (_after("€", digits), word)
            return SPACE.join(pair)
    return euros(value, language)


def euros(value: Decimal, language: str) -> str:
    """A sum in whole euros: `25 623 €` in Latvian, `€25,623` in English."""
    digits = number(value, language)
    return f"{digits}{SPACE}€" if language == "lv" else _after("€", digits)


def percent(share: Decimal, language: str) -> str:
    """A share of one: `11,5 %` in Latvian, `11.5%` in English."""
    digits = number(share * 100, language, places=1)
    return f"{digits}{SPACE}%" if language == "lv" else f"{digits}%"


def file_size(size: int, language: str) -> str:
    """The size of a file in B, kB, MB or GB (powers of a thousand)."""
    scaled, unit = Decimal(size), "B"
    for larger in ("kB", "MB", "GB"):
        if scaled < 1000:
            break
        scaled, unit = scaled / 1000, larger
    whole = scaled >= 100 or scaled == scaled.to_integral_value()
    return f"{number(scaled, language, places=0 if whole else 1)}{SPACE}{unit}"


def day(value: str, language: str, *, case: str = "nominative") -> str:
    """A date as coarse as given (`2012`, `2012-09`, `2012-09-01`) for running text.

    In Latvian `case` is nominative (`2012. gada 1. septembris`), genitive (after „no”) or dative
    (after „līdz”).
    """
    parts = _parts(value)
    if parts is None:
        return value
    if language == "en":
        words = [str(parts[0])] if len(parts) == 1 else [_MONTHS_EN[parts[1] - 1], str(parts[0])]
        return SPACE.join([str(parts[2]), *words] if len(parts) == 3 else words)
    index = _CASES.index(case)
    if len(parts) == 1:
        return f"{parts[0]}.{SPACE}{_YEARS_LV[index]}"
    stem, *endings = _STEMS_LV[parts[1] - 1]
    month = stem + endings[index]
    return f"{parts[0]}.{SPACE}gada {f'{parts[2]}.{SPACE}' if len(parts) == 3 else ''}{month}"


def table_day(value: str, language: str) -> str:
    """A date for tables and figures: `01.09.2012.` in Latvian, `1 Sep 2012` in English."""
    parts = _parts(value)
    if parts is None:
        return value
    if language == "lv":
        *front, year = [f"{part:02}" for part in reversed(parts)]
        return ".".join([*front, year]) + "."
    month = [_MONTHS_EN[parts[1] - 1][:3]] if len(parts) > 1 else []
    return SPACE.join([*map(str, parts[2:]), *month, str(parts[0])])


def _parts(value: str) -> list[int] | None:
    """Year, month and day as far as the text gives them; None for a text that is no date."""
    pieces = value[:10].split("-")
    if len(pieces) > 3 or not all(piece.isdigit() for piece in pieces):
        return None
    numbers = [int(piece) for piece in pieces]
    if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
        return None
    return numbers


def whole_months(start: str, end: str) -> int | None:
    """The months of a period whose first and last day or month are known, rounded to the nearest;
    None where one is known by its year alone."""
    if min(len(start), len(end)) < len("2012-09"):
        return None
    first, last = date.fromisoformat(f"{start}-01"[:10]), _last_day(end)
    if last < first:
        return None
    months = (last.year - first.year) * 12 + last.month - first.month
    days = last.day + 1 - first.day
    return max(1, months + round(days / monthrange(last.year, last.month)[1]))


def _last_day(value: str) -> date:
    """A day, or the last of a month."""
    day = date.fromisoformat(f"{value}-01"[:10])
    days = monthrange(day.year, day.month)[1]
    return day if len(value) == len("2012-09-01") else day.replace(day=days)


def word_count(text: str) -> int:
    """The number of words of a text, rounded to tens."""
    return max(10, round(len(text.split()), -1))


def breakable(text: str) -> Markup:
    """A number, file name or IRI that may go on in the next line behind its separators."""
    return Markup("<wbr>").join(map(escape, _PIECES.findall(text)))


def folded(text: str) -> tuple[str, str]:
    """The beginning of a text and its rest, parted at the end of a sentence; the rest is empty
    where the text is short."""
    if len(text) <= LONG:
        return text, ""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, LEAD, LONG)]
    if not ends:
        return text, ""
    return text[: ends[0]].rstrip(), text[ends[0] :].lstrip()
