# SPDX-License-Identifier: EUPL-1.2
"""Dates in the cells of a column, as coarse as they are written, and ranges of them.

`03/04/2016` is told by its column: the order of day and month is settled from all its values.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from fundgraph.record import Moment
from fundgraph.sources import values
from fundgraph.sources.month_words import is_weekday, month_of

DMY, MDY, YMD = "dmy", "mdy", "ymd"
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LONGEST = 80

_TIME = r"(?:[ T]+\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?\s?(?:[AaPp][Mm])?(?:Z|[+-]\d\d:?\d\d)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([./-])\s?(\d{{1,2}})\2\s?(\d{{1,2}})\.?{_TIME}", re.ASCII)
_NUMBERS = re.compile(
    rf"(\d{{1,2}})\s?([./-])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d\d)\.?(?:\s?[g\u0433r]\.?)?{_TIME}",
    re.ASCII,
)
_BESIDE = re.compile(r"(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\d/-])", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})(?:\.\s|[./-])(\d{4})\.?", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})[./](\d{1,2})\.?", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?", re.ASCII)
_SERIAL_EPOCH = date(1899, 12, 30)
_YEAR = re.compile(r"(\d{4})\.?(?:\s?(?:\u0433|g|gads|r|m|év)\.?)?", re.ASCII)
_QUARTER_WORDS = re.compile(
    r"(?:q|quarter|quartal|quart|qtr|trimestre|trim|trimester|kwartał|kw|kvartal|kvartál|čtvrtletí"
    r"|štvrťrok|kvartāls|ceturksnis|cet|ketvirtis|ketv|kvartali|kvartalet|kwartaal|tromjesečje"
    r"|тримесечие|negyedév|neljännes|τρίμηνο|t|k|cet)\.?",
    re.IGNORECASE,
)
_HALF_WORDS = re.compile(
    r"(?:h|half|halbjahr|hj|semestre|sem|semester|półrocze|pusgads|pusmetis|pololetí|polrok)\.?",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_WORD = re.compile(r"\d+|[^\W\d_]+", re.UNICODE)
_FILLERS = frozenset({
    "de", "del", "di", "da", "do", "of", "the", "gada", "gads", "g", "m", "d", "r", "al", "el",
    "le", "la", "den", "e", "\u0433", "month", "st", "nd", "rd", "th", "er", "mēnesis", "kuu",
    "év", "roku", "rok", "fómhair",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenDates:
    """A column whose dates could be read with the day or the month first."""

    value: str


def date_order(texts: Iterable[str]) -> str | OpenDates | None:
    """The order of day and month in a column's dates: `dmy` or `mdy`, None where every value says
    it by itself (or none needs it), OpenDates where nothing, or both, tell."""
    orders: set[str] = set()
    open_value = ""
    for text in texts:
        for first, _, second in _BESIDE.findall(text):
            if int(first) > 12:
                orders.add(DMY)
            elif int(second) > 12:
                orders.add(MDY)
            elif int(first) != int(second):
                open_value = open_value or text
    if len(orders) == 1:
        return orders.pop()
    return OpenDates(open_value) if open_value else None


@lru_cache(maxsize=65536)
def moment(text: str, order: str | None = None, language: str = "") -> Moment | None:
    """The date of a cell, as coarse as it is written; None for a garbled one.

    A quarter or half-year has no `value`, only its bounds: no standard date is as coarse.
    """
    found = values.moment(text) if order is None or order == DMY else None
    if found is not None:
        return found
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _numeric(text, order) or _part_of_year(text) or _in_words(text, language)
    except ValueError:
        return None


def _numeric(text: str, order: str | None) -> Moment | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _NUMBERS.fullmatch(text):
        return _ordered(
            found[1], found[3], found[4], DMY if found[2] == "." and not order else order
        )
    if found := _MONTH_YEAR.fullmatch(text):
        return _month(int(found[2]), int(found[1]))
    if found := _YEAR_MONTH.fullmatch(text) or re.fullmatch(r"(\d{4})-(\d\d)", text):
        return _month(int(found[1]), int(found[2]))
    if found := _COMPACT.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SERIAL.fullmatch(text):
        day = _SERIAL_EPOCH + timedelta(days=int(found[1]))
        return _day(day.year, day.month, day.day)
    if found := _YEAR.fullmatch(text):
        return _year(int(found[1]))
    return None


def _ordered(first: str, second: str, third: str, order: str | None) -> Moment | None:
    """The day of three numbers; without an order, only what can be read in one way."""
    if order == YMD:
        return _day(_whole_year(first), int(second), int(third)) if len(third) < 4 else None
    year, one, two = _whole_year(third), int(first), int(second)
    if order is None:
        if one <= 12 and two <= 12 and one != two:
            return None
        order = DMY if two <= 12 else MDY
    return _day(year, two, one) if order == DMY else _day(year, one, two)


def _whole_year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 70 else 2000)


def _checked(year: int) -> int:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(year)
    return year


def _day(year: int, month: int, day: int) -> Moment:
    exact = date(_checked(year), month, day)
    return Moment(exact.isoformat(), exact, exact)


def _month(year: int, month: int) -> Moment:
    first = date(_checked(year), month, 1)
    return Moment(f"{first:%Y-%m}", first, _last(year, month))


def _year(year: int) -> Moment:
    return Moment(str(_checked(year)), date(year, 1, 1), date(year, 12, 31))


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _part_of_year(text: str) -> Moment | None:
    """A quarter or half of a year: `Q1 2012`, `2012/Q1`, `Quarter 1 2012`, `I kwartał 2012`."""
    split = filter(None, re.split(r"[\s/,-]+", text))
    pieces = [piece for piece in split if piece.casefold() not in _FILLERS]
    years = [piece.rstrip(".") for piece in pieces if re.fullmatch(r"\d{4}\.?", piece)]
    rest = [piece for piece in pieces if not re.fullmatch(r"\d{4}\.?", piece)]
    if len(years) != 1 or not 1 <= len(rest) <= 2:
        return None
    if len(rest) == 1:
        rest = [rest[0][:1], rest[0][1:]] if rest[0][-1].isdigit() else [rest[0][1:], rest[0][:1]]
    for words, parts in ((_QUARTER_WORDS, 4), (_HALF_WORDS, 2)):
        for word, number in (rest, rest[::-1]):
            which = _ordinal(number)
            if words.fullmatch(word) and which is not None and 1 <= which <= parts:
                return _portion(_checked(int(years[0])), which, 12 // parts)
    return None


def _ordinal(text: str) -> int | None:
    found = re.fullmatch(r"([1-4])(?:st|nd|rd|th|er|e|o|º|ª|\.)?", text)
    return int(found[1]) if found else _ROMAN.get(text.rstrip("."))


def _portion(year: int, which: int, months: int) -> Moment:
    last = which * months
    return Moment("", date(year, last - months + 1, 1), _last(year, last))


def _in_words(text: str, language: str) -> Moment | None:
    """A date with its month in words: `12 May 2012`, `2012. gada 12. maijs`, `Mai 2012`."""
    months: list[int] = []
    numbers: list[str] = []
    for word in _WORD.findall(text):
        if word.isdecimal():
            numbers.append(word)
        elif month := month_of(word, language):
            months.append(month)
        elif word.casefold() not in _FILLERS and not is_weekday(word):
            return None
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(numbers) > 2:
        return None
    year, month = int(years[0]), months[0]
    return _day(year, month, int(days[0])) if days else _month(year, month)


_PARTS = (
    re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*"),
    re.compile(
        r"\s+(?:bis|to|until|till|līdz|do|à|au|al|a|até|iki|kuni|tot|t/m|til|till|έως|до)\s+"
    ),
    re.compile(r"\s*/\s*"),
    re.compile(r"\s*-\s*"),
)
_LEADING = re.compile(
    r"^(?:von|vom|from|no|od|du|de|dal|del|nuo|van|fra|från|от|lo)\s+", re.IGNORECASE
)


@lru_cache(maxsize=65536)
def period_of(
    text: str, order: str | None = None, language: str = ""
) -> tuple[Moment, Moment] | None:
    """The start and end of a cell such as `Mai 2012 - Janvier 2014`; one date is both. None for a
    garbled cell, and for an end before its start."""
    text = _LEADING.sub("", " ".join(text.split()))
    if single := moment(text, order, language):
        return single, single
    for first, second in _halves(text):
        start, end = moment(first, order, language), moment(second, order, language)
        if start and end:
            return (start, end) if start.first <= end.last else None
    return None


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """The ways in which a text falls into two at one mark of a range."""
    if len(text) > 2 * _LONGEST:
        return
    for mark in _PARTS:
        for found in mark.finditer(text):
            yield text[: found.start()], text[found.end() :]
