# SPDX-License-Identifier: EUPL-1.2
"""Values as sources write them: texts, dates, amounts, lists of names, web addresses."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from fundgraph.record import Moment

_PLACEHOLDERS = (
    "", "-", "--", "---", "–", "—", "...", "…", "n/a", "#n/a", "n.a.", "nav", "nav datu", "n.d.",
    "nd", "n.v.t.", "nvt", "nr", "o.a.", "o. a.", "k.a.", "k. a.", "brak", "b.d.", "bd", "null",
    "nan", "none", "ej aktuellt", "s.o.", "nema", "není", "nėra", "puudub", "/",
)  # fmt: skip
# What stands for no value, in the ways of writing that are met.
PLACEHOLDERS = frozenset(
    form for word in _PLACEHOLDERS for form in (word, word.upper(), word.capitalize(), word.title())
) | {"o.A.", "k.A.", "o. A.", "k. A.", "NaN"}

_SPACES = r"[\s\u00a0\u2007\u2009\u202f]"
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200d\u2060\ufeff\ufffe\uffff]")  # noqa: E501 # fmt: skip
# Control characters as spreadsheets write them into their files: `_x000D_`.
_ESCAPED = re.compile(r"_x00(?:[01][0-9A-Fa-f]|7[Ff])_")


def clean(text: str) -> str:
    """A text in NFC with single spaces, without unseen and control characters."""
    if is_clean(text) and text[:1] != " " and text[-1:] != " ":
        return text
    text = _ESCAPED.sub(" ", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def is_clean(text: str) -> bool:
    """True for a text that `clean` would leave as it is, but for spaces around it."""
    # `isprintable` is false for every character that has to go, and for odd spaces.
    if not text.isprintable() or "  " in text or "_x00" in text:
        return False
    return text.isascii() or unicodedata.is_normalized("NFC", text)


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)\.?", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_FIRST_YEAR, _LAST_YEAR, _CENTURY_TURNS = 1900, 2199, 70


@lru_cache(maxsize=65536)
def moment(text: str) -> Moment | None:
    """The date that a text stands for, as coarse as it is written; None for a garbled one.

    Forms: `2012-09-01` (also with a time), `01.09.2012.`, `25.06.21`, `2012-09`, `2012`.
    """
    text = text.strip()
    try:
        if found := _DAY.fullmatch(text):
            return _of_day(int(found[1]), int(found[2]), int(found[3]))
        if found := _DOTTED.fullmatch(text):
            return _of_day(_whole_year(found[3]), int(found[2]), int(found[1]))
        if found := _MONTH.fullmatch(text):
            return _of_month(int(found[1]), int(found[2]))
        if _YEAR.fullmatch(text):
            return _of_year(int(text))
    except ValueError:
        return None
    return None


def day(text: str) -> date | None:
    """The day that a text stands for; None for a garbled or coarser one."""
    found = moment(text)
    return found.first if found and found.first == found.last else None


def _whole_year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= _CENTURY_TURNS else 2000)


def _checked(year: int) -> int:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(year)
    return year


def _of_day(year: int, month: int, day_of_month: int) -> Moment:
    exact = date(_checked(year), month, day_of_month)
    return Moment(exact.isoformat(), exact, exact)


def _of_month(year: int, month: int) -> Moment:
    first = date(_checked(year), month, 1)
    return Moment(f"{first:%Y-%m}", first, first.replace(day=monthrange(year, month)[1]))


def _of_year(year: int) -> Moment:
    return Moment(str(_checked(year)), date(year, 1, 1), date(year, 12, 31))


# A single mark before exactly three digits could part thousands or cents: not guessed.
_AMOUNTS = (
    re.compile(r"-?[0-9]+(?:[.,][0-9]{1,2})?"),
    re.compile(rf"-?[0-9]{{1,3}}(?:{_SPACES}[0-9]{{3}})+(?:[.,][0-9]{{1,2}})?"),
    re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}"),
    re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}"),
    re.compile(r"-?(?:0|[0-9]{4,})[.,][0-9]+"),
    re.compile(r"-?[0-9]+[.,][0-9]{4,}"),
)
_THOUSANDS = (
    re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3}){2,}"),
    re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){2,}"),
)
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]{1,2})?").fullmatch
_NOT_DIGIT = re.compile(r"[^0-9-]")
_LONGEST_AMOUNT = 40
# What no register ever granted is a slip of the keyboard: the store's decimals end at 1.7e20.
BEYOND = 10**15


def amount(text: str) -> Decimal | None:
    """The number that a text stands for; None for one that is garbled, could mean two things, or
    is beyond all money (1e15).

    Spaces, or commas before a dot, or dots before a comma part the thousands.
    """
    return within(_number(text))


def within(value: Decimal | None) -> Decimal | None:
    """A value that may be money; None for one beyond it."""
    return value if value is not None and abs(value) < BEYOND else None


def _number(text: str) -> Decimal | None:
    if _PLAIN(text) and len(text) < _LONGEST_AMOUNT:
        return Decimal(text)
    text = text.strip().replace("\u2212", "-")
    if len(text) > _LONGEST_AMOUNT:
        return None
    if any(form.fullmatch(text) for form in _AMOUNTS):
        whole, _, cents = text.replace(",", ".").rpartition(".")
        if not whole:
            return Decimal(_NOT_DIGIT.sub("", text))
        return Decimal(f"{_NOT_DIGIT.sub('', whole)}.{cents}")
    if any(form.fullmatch(text) for form in _THOUSANDS):
        return Decimal(_NOT_DIGIT.sub("", text))
    return None


CURRENCIES = {"EUR": "EUR", "€": "EUR", "LVL": "LVL", "Ls": "LVL"}
_SUM = re.compile(r"(?P<amount>[-\u2212]?[0-9][^A-Za-z€]*?)\s*(?P<currency>EUR|€|LVL|Ls)")
_SUM_AFTER = re.compile(r"(?P<currency>EUR|€|LVL|Ls)\s*(?P<amount>[-\u2212]?[0-9][^A-Za-z€]*)")


def money(text: str) -> tuple[tuple[str, Decimal], ...] | None:
    """The amounts of a line such as `25 623.18 EUR / 18 008.07 LVL;` as (currency, amount).

    None for a garbled line, also for one that names a currency twice; `()` for no amount.
    """
    text = text.strip().rstrip(";").strip()
    if text.casefold() in PLACEHOLDERS:
        return ()
    sums: dict[str, Decimal] = {}
    for part in text.split("/"):
        found = _SUM.fullmatch(part.strip()) or _SUM_AFTER.fullmatch(part.strip())
        value = amount(found["amount"]) if found else None
        if found is None or value is None or CURRENCIES[found["currency"]] in sums:
            return None
        sums[CURRENCIES[found["currency"]]] = value
    return tuple(sums.items())


_WEB = ("http", "https")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?")
_NOT_IRI = re.compile(r"[\x00-\x20\x7f-\xa0<>\"{}|^`\\]")


def web_address(text: str) -> str | None:
    """A web address as an IRI (`www.iic.lv` gets its scheme, and the root its slash); None for
    what is none, or has another scheme than http or https."""
    text = text.strip().rstrip(";,")
    if _NOT_IRI.search(text):
        return None
    try:
        parts = urlsplit(text if "://" in text else f"//{text}", scheme=_WEB[0])
    except ValueError:
        return None
    host = parts.netloc.lower()
    if parts.scheme not in _WEB or not _HOST.fullmatch(host):
        return None
    return urlunsplit((parts.scheme, host, parts.path or "/", parts.query, parts.fragment))
