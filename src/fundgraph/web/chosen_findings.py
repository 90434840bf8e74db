# SPDX-License-Identifier: EUPL-1.2
"""The findings that a request asks for: by severity, rule, source file, or rows left out."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request

from fundgraph.report import Severity
from fundgraph.store.index import FindingChoice, FindingCount

PARAMETERS = ("severity", "rule", "source", "refused")
_LONGEST = 1000


def asked() -> FindingChoice:
    """What this request asks for; what is no severity, or too long for a name, counts for
    nothing."""
    severity = request.args.get("severity")
    return FindingChoice(
        severity=severity if severity in set(Severity) else None,
        rule=_name("rule"),
        file=_name("source"),
        refused=request.args.get("refused") == "1",
    )


def _name(parameter: str) -> str | None:
    value = request.args.get(parameter, "")
    return value if value and len(value) <= _LONGEST else None


def query(choice: FindingChoice) -> str:
    """The query string of a choice; empty for all findings."""
    found = {
        "severity": choice.severity,
        "rule": choice.rule,
        "source": choice.file,
        "refused": "1" if choice.refused else None,
    }
    return urlencode({name: value for name, value in found.items() if value})


def holds(choice: FindingChoice, found: FindingCount) -> bool:
    """Whether a choice holds findings of a kind."""
    return (
        choice.severity in (None, found.severity)
        and choice.rule in (None, found.rule)
        and choice.file in (None, found.file)
        and (found.refused or not choice.refused)
    )
