# SPDX-License-Identifier: EUPL-1.2
"""Findings in the search index: of a project, by rule."""

from __future__ import annotations

import json
from typing import Any, Final

from fundgraph.report import Finding, Severity
from fundgraph.store.index.database import Database
from fundgraph.store.index.rows import RuleCount
from fundgraph.store.index.schema import GRAVITY

_FINDING: Final = "severity, rule, messages, file, row, field, project, slug, value"


class Findings(Database):
    """The findings of an index."""

    def findings(self, slug: str) -> list[Finding]:
        """The findings of a project, in the order of the source."""
        sql = f"SELECT {_FINDING} FROM finding WHERE slug = ? ORDER BY id"
        return [_finding(row) for row in self._all(sql, (slug,))]

    def finding_counts(self) -> list[RuleCount]:
        """The number of findings by rule and severity, by rule."""
        sql = "SELECT rule, severity, count(*) FROM finding GROUP BY rule, severity ORDER BY 1, 2"
        return [RuleCount(*row) for row in self._all(sql)]

    def findings_of_rule(
        self, rule: str | None, *, limit: int = 50, offset: int = 0
    ) -> list[Finding]:
        """A page of the findings of a rule, in the order of the sources; for None those of all
        rules, the gravest first."""
        where = "WHERE rule = :rule ORDER BY id" if rule else f"ORDER BY {GRAVITY}, id"
        sql = f"SELECT {_FINDING} FROM finding {where} LIMIT :limit OFFSET :offset"
        page = {"rule": rule, "limit": limit, "offset": offset}
        return [_finding(row) for row in self._all(sql, page)]


def _finding(row: tuple[Any, ...]) -> Finding:
    severity, rule, messages, *place = row
    return Finding(Severity(severity), rule, json.loads(messages), *place)
