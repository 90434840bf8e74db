# SPDX-License-Identifier: EUPL-1.2
"""A rule with its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fundgraph.report import Severity, remedy_of


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its sentence in two languages; `refuses` leaves the record out."""

    severity: Severity
    en: str
    lv: str
    refuses: bool = False

    @property
    def remedies(self) -> Mapping[str, str]:
        """The ends of the sentences that tell what to do."""
        return {"en": remedy_of(self.en), "lv": remedy_of(self.lv)}


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
    table, line = f"[words.{scheme}]", '"{value}" = "…"'
    return warning(
        f"“{{value}}” is no {en}; write in the description, below {table}, {line}, with a code of "
        "that list",
        f"„{{value}}” {lv}; aprakstā zem {table} ierakstiet {line} ar šī klasifikatora kodu",
    )
