# SPDX-License-Identifier: EUPL-1.2
"""Amounts of money as people type them, and as addresses hold them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_MOST_DIGITS: Final = 13
_SPACES: Final = re.compile(r"\s|€|EUR", re.IGNORECASE | re.ASCII)
_PLAIN: Final = re.compile(r"(\d+)(?:[.,](\d{1,2}))?", re.ASCII)
# Groups of three: with both signs there is no doubt which is which.
_GROUPED: Final = {
    "en": re.compile(r"(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?", re.ASCII),
    "lv": re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?", re.ASCII),
}
_BOTH: Final = (
    re.compile(r"(\d{1,3}(?:,\d{3})+)\.(\d{1,2})", re.ASCII),
    re.compile(r"(\d{1,3}(?:\.\d{3})+),(\d{1,2})", re.ASCII),
)


def cents(text: str, language: str) -> int | None:
    """An amount in cents, as a language writes it: `10 000`, `10000,50`, `10,000.50`; None for
    what is none, or is too large. The plain `10000.50` of addresses is read in all languages."""
    bare = (
        _SPACES.sub("", text)
        .replace("\N{NO-BREAK SPACE}", "")
        .replace("\N{NARROW NO-BREAK SPACE}", "")
    )
    forms = (_PLAIN, *([_GROUPED[language]] if language in _GROUPED else []), *_BOTH)
    found = next((match for form in forms if (match := form.fullmatch(bare))), None)
    if found is None:
        return None
    whole = re.sub(r"\D", "", found[1])
    if len(whole.lstrip("0")) > _MOST_DIGITS:
        return None
    return int(whole) * 100 + int((found[2] or "").ljust(2, "0"))


def plain(amount: int) -> str:
    """An amount in cents as addresses hold it: `10000`, `10000.50`."""
    return str(amount // 100) if amount % 100 == 0 else f"{Decimal(amount) / 100:.2f}"
