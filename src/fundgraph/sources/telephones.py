# SPDX-License-Identifier: EUPL-1.2
"""Telephone numbers in free text, by what stands before them and by the plans of the countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

import phonenumbers

from fundgraph.sources.other_numbers import is_amount, is_counted, is_named, is_period
from fundgraph.sources.personal_codes import Span


class Said(IntEnum):
    """How surely what stands around a number says that it is a telephone's."""

    NOT = 0
    BARE = 1  # nothing says so
    FAR = 2  # a word some words before, or a telephone beside it
    PLUS = 3  # a `+` or `00` before it
    CALLED = 4  # a word right before it


# Every quantifier is bounded, so that no text takes long.
_START = (
    r"(?:(?<![\w.,/-])|(?<=lr\.)|(?<=el\.)|(?<=ob\.)|(?<=ax\.)|(?<=t[aā]lr)|(?<=\.me/)|(?<=%2B)"
    r"|(?<=\b[tm]\.)|(?<=\bmob)|(?<=\btel))"
)
_DIGITS = r"(?:\+|00)?\(?[0-9](?:[ \u00a0()./-]{0,2}[0-9]){6,14}"
# A comma or slash ends a number where a whole one follows.
_END = r"(?!\w|[.-][0-9]|[,/](?![0-9](?:[ -]?[0-9]){6})[0-9])"
_NUMBER = re.compile(rf"{_START}{_DIGITS}{_END}", re.IGNORECASE)
# `67123456, 29123456`, `67123456 vai 29123456`
_NEXT = re.compile(
    r"(?:\s?[,;/|]\s?|\s(?:(?:vai|un|ar[īi]|or|and|oder|und|ir|arba|ili?|lub|oraz|jew|u|i|et|ou)\s)?)"
    rf"({_DIGITS}){_END}",
    re.IGNORECASE,
)
# Where another number, or an extension, may begin in one: `67123456/57`, `67 123 456 67 123 457`
_CUT = re.compile(r"[ \u00a0]?[/-]|[ \u00a0]")
_EXTENSION = re.compile(r"\s?[/-]\s?[0-9]{1,4}")
_WORD = (
    r"(?:(?:kontakt|mob\w{0,6})?t[aā]lr(?:u[nņ]\w{1,5})?|t[eé]ls?|puh(?:elin\w{0,4})?"
    r"|mob(?:il(?:e|ais|ā|is)?|itel\w{0,3}|ajl\w{0,2})?|mowbajl|(?:tele)?fa(?:x|ks)\w{0,3}"
    r"|тел(?:еф\w{0,6})?|τηλ(?:[έε]φ\w{0,5})?|gsm|whatsapp|viber|telegram|kom(?=\.)"
    r"|handy\w{0,6}|zvan(?:iet|[īi]t|ot|i)|skambin\w{1,4}|[tm](?=\.?:|\.$))(?![^\W\d_])"
)
_CALL = (
    rf"(?:(?<![^\W\d_]){_WORD}|t[eé]l[eé]f(?!onij)\w{{0,14}}|phone(?!s)|[☎☏✆📞📱]|\.me/"
    r"|number(?==))"
)
_TAIL = r"[:.=\s-]{0,4}\+?(?:%2B)?\(?$"
_NEAR = re.compile(rf"{_CALL}(?:\W{{1,3}}(?:nr|no|num\w{{0,5}}|broj))?{_TAIL}", re.IGNORECASE)
# `tālrunis uzziņām:`, `tālrunis (darba laikā)`
_WORDS = r"\.?\s?\([^()0-9]{1,40}\)|(?:[.,:]?[\s/][^\W\d_]{1,18}(?:[’'-][^\W\d_]{1,18})?){1,5}"
_FAR = re.compile(rf"{_CALL}((?:{_WORDS})[):]?){_TAIL}", re.IGNORECASE)
# What each of the words has in it, in small letters: most numbers have nothing of it before them.
_HINT = re.compile(
    r"lr|t[eé]l|puh|mob|mowb|fa[kx]|тел|τηλ|gsm|whats|viber|kom\.|handy|zvan|skamb|[tm]\.?:|\b[tm]\.$|phone"
    r"|[☎☏✆📞📱]|\.me/|number="
)
_MONEY = re.compile(
    r"izmaks|maks[āa]|summ|finans|budž|skait|cost|amount|budget|fund", re.IGNORECASE
)
# Web addresses leave the `+` out or encode it.
_FOREIGN = re.compile(r"(?:wa\.me/|%2B|(?:phone|number)=)$", re.IGNORECASE)
# Where a number is no word of its own.
_GLUED = re.compile(r"[^\W_0-9]\.?$|[./]$")
_WINDOW = 72


def phone_spans(text: str, country: str, taken: set[int], *, bare: bool) -> Iterator[Span]:
    """Where a text, its dashes and digits plain, holds telephone numbers that do not begin where
    it is taken; see `personal_places` for `bare`."""
    end = 0
    for found in _NUMBER.finditer(text):
        if found.start() < end or found.start() in taken:
            continue
        said = _said(text, found.start())
        if said is Said.NOT or (said is Said.BARE and not bare):
            continue
        for span in _row(text, found.span(), country, said):
            end = span[1]
            yield span


def is_called(before: str) -> bool:
    """True for words behind which a number is a telephone's: `tel.`, `tālrunis uzziņām:`."""
    far = _FAR.search(before)
    return bool(_NEAR.search(before) or (far and not _MONEY.search(far[1])))


def _said(text: str, start: int) -> Said:
    before = text[max(0, start - _WINDOW) : start]
    hinted = _HINT.search(before.lower())
    if hinted and _NEAR.search(before):
        return Said.CALLED
    if text.startswith(("+", "00"), start):
        return Said.PLUS
    if hinted and is_called(before):
        return Said.FAR
    return Said.NOT if _GLUED.search(before[-2:]) else Said.BARE


def _row(text: str, span: Span, country: str, said: Said) -> Iterator[Span]:
    """A telephone number with those that stand beside it."""
    while end := _end(text, span, country, said):
        yield span[0], end
        more = _NEXT.match(text, end)
        if more is None:
            return
        span, said = more.span(1), min(said, Said.FAR)


def _end(text: str, span: Span, country: str, said: Said) -> int:
    """Where a number ends that a telephone of the country may have; 0 for one that none has, or
    that reads as an amount or a period, unless a word such as `tel.` stands before it."""
    start, end = span
    number = text[start:end]
    if said <= Said.FAR and (is_period(number) or is_counted(text, start, end)):
        return 0
    if said is Said.BARE and is_amount(number):
        return 0
    plus = "+" if _FOREIGN.search(text[max(0, start - 8) : start]) else ""
    if _is_telephone(plus + number, country, said):
        return 0 if said is Said.BARE and is_named(text, start) else end
    for cut in reversed(list(_CUT.finditer(number)) if said > Said.BARE else []):
        if _is_telephone(plus + number[: cut.start()], country, said):
            return end if _EXTENSION.fullmatch(number, cut.start()) else start + cut.start()
    return 0


def _is_telephone(number: str, country: str, said: Said) -> bool:
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    called = said is Said.CALLED
    check = phonenumbers.is_possible_number if called else phonenumbers.is_valid_number
    return check(parsed)
