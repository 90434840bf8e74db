# SPDX-License-Identifier: EUPL-1.2
"""What a list lacks as a whole is told once of its file, with how often it was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from fundgraph.report import Finding

# Rule → the fields of the columns that tell what it misses: a list without any such column lacks
# it in every row.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "Programme-named": ("programme-title",),
    "Project-end": ("end", "dates"),
    "Project-promoter": ("promoter",),
    "Project-promoter-role": ("promoter",),
    "held-back-person": ("promoter-legal-form",),
}
SENTENCES = {
    "en": "no column is described as {field}, so this was found {count} times: {message}",
    "lv": "neviena kolonna nav aprakstīta kā {field}, tāpēc tas konstatēts vairākkārt "
    "(skaits: {count}): {message}",
}
MOST_VALUES = 20


def told_once(findings: Iterable[Finding], fields: Mapping[str, Set[str]]) -> Iterator[Finding]:
    """The findings; those that a file has for want of a column as one, in the place of the first.

    `fields` are those that the columns of each table have; files that are no tables are left out.
    """
    kept: list[Finding | tuple[str, str]] = []
    lacking: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        key = (finding.file, finding.rule)
        if _is_lacking(finding, fields.get(finding.file)):
            if key not in lacking:
                kept.append(key)
            lacking[key].append(finding)
        else:
            kept.append(finding)
    for one in kept:
        yield one if isinstance(one, Finding) else _one(lacking[one])


def _is_lacking(finding: Finding, fields: Set[str] | None) -> bool:
    columns = COLUMNS.get(finding.rule)
    return columns is not None and fields is not None and fields.isdisjoint(columns)


def _one(alike: Sequence[Finding]) -> Finding:
    """One finding of the whole file, with the things that it is of."""
    first = alike[0]
    if len(alike) == 1:
        return first
    values = list(dict.fromkeys(one.value for one in alike if one.value))
    more = ", …" if len(values) > MOST_VALUES else ""
    words = {"field": COLUMNS[first.rule][0], "count": len(alike)}
    return replace(
        first,
        messages={
            language: SENTENCES[language].format(message=message, **words)
            for language, message in first.messages.items()
        },
        row=None,
        project=None,
        slug=None,
        value=", ".join(values[:MOST_VALUES]) + more or None,
    )
