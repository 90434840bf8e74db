# SPDX-License-Identifier: EUPL-1.2
"""Numbers of workbooks → text as a person would write it: no float noise, no serial days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

SHORT = 15
# Amounts have few decimals; sums of them are wrong by a few units in the sixteenth digit.
_DECIMALS, _NOISE = 6, 1e-14
_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
# Before 1 March 1900 spreadsheets count a 29 February that never was.
_LEAP_1900 = 60
_LAST_SERIAL = 2_958_466


def number(text: str) -> str:
    """A number as a file writes it, without the noise of binary fractions or an exponent."""
    if len(text) <= SHORT and "E" not in text and "e" not in text:
        return text
    try:
        return plain(float(text))
    except (ValueError, OverflowError):
        return text


def plain(value: float) -> str:
    """A number in at most 15 digits, as spreadsheets keep them."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.15g}"
    if len(text.partition(".")[2]) > _DECIMALS:
        text = _rounded(value) or text
    if "e" in text:
        text = f"{value:.15f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.0f}"
    return text


def _rounded(value: float) -> str | None:
    """The decimal number that sums of binary fractions meant; None where none is that near."""
    for decimals in range(1, _DECIMALS + 1):
        if abs(round(value, decimals) - value) <= abs(value) * _NOISE:
            return f"{value:.{decimals}f}"
    return None


def percent(text: str) -> str:
    """A share as its cell shows it: 0.85 in a cell of per cent is `85%`."""
    try:
        return f"{plain(float(f'{float(text) * 100:.12g}'))}%"
    except (ValueError, OverflowError):
        return text


@lru_cache(maxsize=16_384)
def serial(text: str, grain: str, *, since_1904: bool = False) -> str:
    """The day (`day`), month, year or time that a date cell stands for, in ISO form."""
    try:
        value = float(text)
    except ValueError:
        return text
    if not 0 <= value < _LAST_SERIAL:
        return number(text)
    if since_1904:
        moment = _EPOCH_1904 + timedelta(days=value)
    else:
        moment = _EPOCH_1900 + timedelta(days=value + (value < _LEAP_1900))
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    if value < 1 and not since_1904:
        return moment.time().isoformat()
    return moment_text(moment, grain)


def moment_text(moment: datetime, grain: str = "day") -> str:
    """A moment as coarse as its cell shows it; the time only where there is one."""
    if grain == "year":
        return f"{moment:%Y}"
    if grain == "month":
        return f"{moment:%Y-%m}"
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat()


def value_text(value: object) -> str:
    """A value of a parsed workbook as text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return plain(value)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
