# SPDX-License-Identifier: EUPL-1.2
"""Figures that add up and agree in both currencies, to the cent; and some that do not."""

from __future__ import annotations

from itertools import cycle
from random import Random

RATE = 702_804  # lats for a million euros
MILLION = 1_000_000

# Stage, component, currency → cents of that currency.
Figures = dict[tuple[str, str, str], int]
Parts = dict[str, int]

SPLITS = (
    ("fund", "private"),
    ("fund", "private"),
    ("fund", "public", "private"),
    ("fund", "national-public", "private"),
    ("fund", "national-public", "regional-public", "municipal-public"),
    ("fund", "municipal-public", "private", "other"),
)
COMPONENTS = (
    "total", "fund", "public", "national-public", "regional-public", "municipal-public",
    "private", "other",
)  # fmt: skip


def lats(cents: int) -> int:
    """Santīms for euro cents, rounded half up."""
    return (cents * RATE + MILLION // 2) // MILLION


def agree(cents: int, santims: int) -> bool:
    """True where converting gives the other to the cent."""
    return abs(santims * MILLION - cents * RATE) <= MILLION // 2


def figures(rng: Random, *, stages: frozenset[str], in_lats: bool, flaw: str | None) -> Figures:
    """The figures of one project for its stages, in euro and perhaps in lats."""
    split = SPLITS[0] if flaw == "swapped" else rng.choice(SPLITS)
    granted = _parts(rng, split)
    _settle(granted, step=1, rounding=flaw == "rounding")
    total = sum(granted.values())
    found: Figures = {}
    if "applied" in stages:
        found["applied", "total", "EUR"] = total + int(total * rng.random() * 0.2)
    if "granted" in stages:
        _put(found, "granted", granted, in_lats=in_lats)
    if "contracted" in stages:
        found["contracted", "total-eligible", "EUR"] = total - int(total * rng.random() * 0.05)
    if "spent" in stages:
        share = 1.05 + rng.random() / 10 if flaw == "overspent" else 0.8 + rng.random() * 0.2
        spent = {part: int(cents * share) for part, cents in granted.items()}
        _settle(spent, step=1 if flaw == "overspent" else -1, rounding=False)
        _put(found, "spent", spent, in_lats=in_lats)
        if "certified" in stages:
            found["certified", "fund", "EUR"] = spent["fund"] - int(spent["fund"] * 0.02)
    return found


def _parts(rng: Random, split: tuple[str, ...]) -> Parts:
    total = int(10 ** rng.uniform(5.7, 8.3))
    parts = {"fund": int(total * rng.uniform(0.5, 0.93))}
    rest = total - parts["fund"]
    for part in split[1:-1]:
        parts[part] = int(rest * rng.uniform(0.2, 0.7))
        rest -= parts[part]
    return parts | {split[-1]: rest}


def _settle(parts: Parts, *, step: int, rounding: bool) -> None:
    """Moves the parts in turn by a cent until those in lats add up to a total that agrees; with
    `rounding`, until they just do not."""
    for part in cycle(parts):
        if agree(sum(parts.values()), sum(map(lats, parts.values()))) is not rounding:
            return
        parts[part] = max(parts[part] + step, 0)


def _put(found: Figures, stage: str, parts: Parts, *, in_lats: bool) -> None:
    euros = {"total": sum(parts.values()), **parts}
    for component, cents in euros.items():
        found[stage, component, "EUR"] = cents
        if in_lats:
            found[stage, component, "LVL"] = lats(cents)


def spoil(found: Figures, flaw: str) -> None:
    """Changes the figures so that a shape notices."""
    if flaw == "swapped":
        for currency in ("EUR", "LVL"):
            found["spent", "public", currency] = found.pop(("spent", "private", currency))
    elif flaw == "currencies":
        found["granted", "total", "LVL"] += 100
    elif flaw == "parts":
        found["granted", "total", "EUR"] += 12_345
    elif flaw == "negative":
        found["certified", "fund", "EUR"] = -100_00


def written(cents: int) -> str:
    """An amount as a cell: `1234.50`."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
