# SPDX-License-Identifier: EUPL-1.2
"""The cells of a column → what they look like, in shares of 0 to 1."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from fundgraph.sources.amounts import NumberForm, read_amount
from fundgraph.sources.dates import DMY, moment, period_of
from fundgraph.sources.describe.countries import code, country_of
from fundgraph.sources.describe.lexicon import fold, read, tokens
from fundgraph.sources.values import PLACEHOLDERS

VALUES = "values.toml"
LONG = 120
_SAMPLE = 160  # different cells that are looked at closely
_SHORT = 60
_FORMS = (NumberForm(), NumberForm(","), NumberForm("."))
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_PHONE = re.compile(r"(?:tel\.?:?\s*)?\(?(?:\+|0)\(?\d[\d\s()/.-]{5,18}\d", re.IGNORECASE)
_WEB = re.compile(r"(?:https?:/{2}|www\.)\S+", re.IGNORECASE)
_NUTS = re.compile(r"([A-Z]{2})[0-9A-Z]{1,3}\b(?![._/-]?\w)")
_CODE = re.compile(r"(?=\S*\d)[^\s,;]{2,45}(?:\s[^\s,;]{1,20})?")
_LEADING_CODE = re.compile(
    r"(?:[A-Z]{1,6}[._ -]?)?[A-Z]?\d[\w.]*\b|[IVX]{1,5}[.:\s]|[A-Z]{1,4}\d+\b"
)
_FIELD_CODE = re.compile(r"\(?\d{2,3}\b|TO\s?\d|.*[(\s]\d{2,3}\)?$")
_LEVEL = re.compile(r"[A-Za-z0-9]{1,5}(?:[.\-_/][A-Za-z0-9]{1,5}){0,6}[.\-_/]?")
_PERCENT = re.compile(r"\(?\s*\d{1,3}(?:[.,]\d+)?\s*%\s*\)?")
_PERIOD = re.compile(r"(?:2000|2007|2014|2021)\s?[-–—/]\s?(?:20)?(?:06|13|20|27)")
_MARKED = re.compile(r"[€£]|\d[.,]\d\d\b|kn\b|EUR|Kč|zł|Ft|HUF|лв|lei")


@dataclass(frozen=True, slots=True)
class Profile:
    """A column: how many cells it has, how many are filled, how many of those differ, the mean
    length and words of its cells, and the shares of the kinds that its cells could be."""

    rows: int
    filled: int
    distinct: int
    length: float
    words: float
    values: tuple[str, ...]
    shares: Mapping[str, float] = field(default_factory=dict)

    def share(self, kind: str) -> float:
        """The share of the different cells that are of a kind."""
        return self.shares.get(kind, 0.0)

    @property
    def variety(self) -> float:
        """The share of filled cells that differ from the others."""
        return self.distinct / self.filled if self.filled else 0.0


def profile(cells: Sequence[str], language: str) -> Profile:
    """What the cells of a column look like."""
    filled = [cell for cell in cells if cell.casefold() not in PLACEHOLDERS]
    different = list(dict.fromkeys(filled))
    step = max(1, len(different) // _SAMPLE)
    sample = tuple(different[::step][:_SAMPLE])
    size = max(len(sample), 1)
    kinds = {kind: sum(map(test, sample)) / size for kind, test in _TESTS.items()}
    dated = [_date_kind(cell, language) for cell in sample]
    kinds |= {kind: dated.count(kind) / size for kind in ("date", "range")}
    kinds["phone"] *= 1 - max(kinds["date"], kinds["money"])
    kinds["sequence"] = float(_is_sequence(filled))
    return Profile(
        len(cells), len(filled), len(different),
        sum(map(len, sample)) / size, sum(len(cell.split()) for cell in sample) / size,
        sample, kinds,
    )  # fmt: skip


def number(cell: str) -> float | None:
    """The number that a cell stands for, in any form."""
    if len(cell) > _SHORT:
        return None
    for form in _FORMS:
        found = read_amount(cell.removesuffix("%").strip(), form)
        if found is not None:
            return float(found[0])
    return None


def _date_kind(cell: str, language: str) -> str:
    if len(cell) > _SHORT or not any(letter.isdigit() for letter in cell):
        return ""
    if moment(cell, DMY, language) or moment(cell, "mdy", language):
        return "date"
    return "range" if period_of(cell, DMY, language) else ""


def _is_sequence(cells: Sequence[str]) -> bool:
    """True for 1, 2, 3 …, a counter of rows."""
    digits = [cell.rstrip(".") for cell in cells[:200]]
    if len(digits) < 3 or not all(cell.isdecimal() and len(cell) < 7 for cell in digits):
        return False
    numbers = list(map(int, digits))
    steps = sum(second - first == 1 for first, second in pairwise(numbers))
    return numbers[0] <= 1 and steps >= 0.95 * (len(numbers) - 1)


def _is_money(cell: str) -> bool:
    value = number(cell)
    return value is not None and (abs(value) >= 1000 or bool(_MARKED.search(cell)))


def _is_small(cell: str) -> bool:
    value = number(cell)
    return value is not None and 0 <= value <= 100 and not re.search(r"[€£]", cell)


def _is_year(cell: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", cell))


def _is_nuts(cell: str) -> bool:
    found = _NUTS.match(cell)
    return found is not None and code(found[1]) is not None and not _is_fund(cell)


def _is_fund(cell: str) -> bool:
    if len(cell) > 90:
        return False
    reading = read(tokens(cell))
    return "fund" in reading.ideas or (reading.words <= 3 and "eu" in reading.ideas)


@lru_cache(maxsize=1)
def _value_words() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Kind → its whole words and its stems."""
    table = tomllib.loads(files(__package__).joinpath(VALUES).read_text(encoding="utf-8"))
    return {
        kind: (
            frozenset(fold(word[1:]) for word in words.split() if word.startswith("=")),
            tuple(fold(word) for word in words.split() if not word.startswith("=")),
        )
        for kind, words in table.items()
    }


def _has_word(kind: str) -> Callable[[str], bool]:
    def has(cell: str) -> bool:
        if len(cell) > LONG:
            return False
        whole, stems = _value_words()[kind]
        return any(word in whole or word.startswith(stems) for word in _words(cell))

    return has


def _words(cell: str) -> list[str]:
    # `e.V.` and `s.r.o.` are one word.
    return tokens(re.sub(r"(?<=\b\w)\.\s?(?=\w\b)", "", cell))


_TESTS: dict[str, Callable[[str], bool]] = {
    "number": lambda cell: number(cell) is not None,
    "money": _is_money,
    "small": _is_small,
    "year": _is_year,
    "period": lambda cell: bool(_PERIOD.fullmatch(cell)),
    "percent": lambda cell: bool(_PERCENT.fullmatch(cell)),
    "mail": lambda cell: bool(_MAIL.search(cell)),
    "phone": lambda cell: bool(_PHONE.fullmatch(cell)),
    "web": lambda cell: bool(_WEB.match(cell)),
    "nuts": _is_nuts,
    "code": lambda cell: bool(_CODE.fullmatch(cell)),
    "level": lambda cell: len(cell) < 25 and bool(_LEVEL.fullmatch(cell)),
    "leading-code": lambda cell: bool(_LEADING_CODE.match(cell)),
    "field-code": lambda cell: bool(_FIELD_CODE.match(cell)),
    "digits": lambda cell: cell.replace(" ", "").isdecimal() and len(cell) >= 5,
    "long": lambda cell: len(cell) >= LONG,
    "fund": _is_fund,
    "status": _has_word("status"),
    "organisation": _has_word("organisation"),
    "country": lambda cell: country_of(cell) is not None,
}
