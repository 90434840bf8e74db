# SPDX-License-Identifier: EUPL-1.2
"""What validation finds, as values."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from fundgraph.report import Severity


@dataclass(frozen=True, slots=True)
class Result:
    """What a shape says of a focus node.

    `focus` and `path` are IRIs (no path where it is not a single property), `shape` is the local
    name of the named shape (`Amount-parts`), `messages` has one sentence for each language,
    `value` is the IRI or the text of the value.
    """

    focus: str
    shape: str
    path: str | None
    severity: Severity
    messages: Mapping[str, str]
    value: str | None


class Hit(NamedTuple):
    """What two engines must agree on: the focus node, the local names of the shape and of the
    constraint component (`MinCountConstraintComponent`), the severity."""

    focus: str
    shape: str
    component: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the reference says of a batch: its results, sorted, and the hits behind them."""

    results: list[Result]
    hits: Set[Hit]
