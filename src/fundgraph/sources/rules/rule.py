# SPDX-License-Identifier: EUPL-1.2
"""A rule with its sentences."""

from __future__ import annotations

from dataclasses import dataclass

from fundgraph.report import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its sentence in two languages; `refuses` leaves the record out."""

    severity: Severity
    en: str
    lv: str
    refuses: bool = False


def refusal(en: str, lv: str) -> Rule:
    """A rule whose findings leave their record out: a warning, as the rest is published."""
    return Rule(Severity.WARNING, en, lv, refuses=True)


def warning(en: str, lv: str) -> Rule:
    """A rule whose findings are of something wrong that stays in the data."""
    return Rule(Severity.WARNING, en, lv)


def info(en: str, lv: str) -> Rule:
    """A rule whose findings tell how a source was read."""
    return Rule(Severity.INFO, en, lv)


def own_word(scheme: str, en: str, lv: str) -> Rule:
    """An unknown word of a code list, to which a description can add its own."""
    line = f'[words.{scheme}]: "{{value}}" = "…"'
    return warning(
        f"“{{value}}” is no {en}; write in the description {line}, with a code of that list",
        f"„{{value}}” {lv}; ierakstiet aprakstā {line} ar šī klasifikatora kodu",
    )
