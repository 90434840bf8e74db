# SPDX-License-Identifier: EUPL-1.2
"""One validation result, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
