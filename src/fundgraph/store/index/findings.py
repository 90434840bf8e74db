# SPDX-License-Identifier: EUPL-1.2
"""Findings in the search index: of a project, and by kind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from fundgraph.report import Finding, Severity
from fundgraph.store.index.database import AMONG, Database
from fundgraph.store.index.schema import GRAVITY, QUESTIONED, REMEDIES, WITH_REFUSED

_FINDING: Final = "severity, rule, messages, file, row, field, project, slug, value"
_CONDITIONS: Final = {
    "severity": "severity = :severity",
    "rule": "rule = :rule",
    "file": "file = :file",
}


@dataclass(frozen=True, slots=True)
class FindingChoice:
    """Findings of a severity, a rule, a source file, or those that left a row out; every field
    that is given must hold."""

    severity: str | None = None
    rule: str | None = None
    file: str | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How many findings are alike in all that they can be chosen by."""

    severity: str
    rule: str
    file: str
    refused: bool
    count: int


class Findings(Database):
    """The findings of an index."""

    def findings(self, slug: str) -> list[Finding]:
        """The findings of a project, in the order of the source."""
        rows = self._all(
            f"SELECT {self._columns()} FROM finding WHERE slug = ? ORDER BY id", (slug,)
        )
        return [_finding(row) for row in rows]

    def questioned_among(self, slugs: Sequence[str]) -> set[str]:
        """Those of some projects (slugs) of which an amount is not as the checks expect."""
        sql = f"SELECT DISTINCT slug FROM finding WHERE slug {AMONG} AND {QUESTIONED}"
        return {slug for (slug,) in self._all(sql, (json.dumps(slugs),))}

    def finding_counts(self) -> list[FindingCount]:
        """How many findings there are of each kind, the gravest first, then by rule and file."""
        kind = f"severity, rule, file, {self._refused()}"
        sql = (
            f"SELECT {kind}, count(*) FROM finding GROUP BY 1, 2, 3, 4 ORDER BY {GRAVITY}, 2, 3, 4"
        )
        return [
            FindingCount(severity, rule, file, bool(refused), count)
            for severity, rule, file, refused, count in self._all(sql)
        ]

    def chosen_findings(
        self, choice: FindingChoice, *, limit: int = -1, offset: int = 0
    ) -> Iterator[Finding]:
        """The findings that a choice holds, the gravest first, then in the order of the sources;
        streamed."""
        given = [sql for name, sql in _CONDITIONS.items() if getattr(choice, name) is not None]
        if choice.refused:
            given.append(self._refused())
        where = f" WHERE {' AND '.join(given)}" if given else ""
        sql = f"SELECT {self._columns()} FROM finding{where} ORDER BY {GRAVITY}, id"
        values = {**asdict(choice), "limit": limit, "offset": offset}
        yield from map(_finding, self._rows(f"{sql} LIMIT :limit OFFSET :offset", values))

    def _columns(self) -> str:
        return f"{_FINDING}, {self._refused()}"

    def _refused(self) -> str:
        return "refused" if self.version >= WITH_REFUSED else "0"


def _finding(row: tuple[Any, ...]) -> Finding:
    severity, rule, messages, *place, refused = row
    told = json.loads(messages)
    remedies = told.pop(REMEDIES, {})
    values = (*place, bool(refused), remedies)
    return Finding(Severity(severity), rule, told, *values)
