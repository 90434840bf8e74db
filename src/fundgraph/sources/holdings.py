# SPDX-License-Identifier: EUPL-1.2
"""What a table holds: projects, or the levels of a programme; and the columns for each."""

from __future__ import annotations

from collections.abc import Collection

from fundgraph.errors import UsageError

PROJECTS, PROGRAMMES = "projects", "programmes"
HOLDINGS = (PROJECTS, PROGRAMMES)
# What the levels are, from the top, where the description does not say.
LEVELS = ("programme", "priority", "measure", "activity", "sub-activity")
OF_PROGRAMMES = frozenset(
    {"programme", "programme-title", "level", "parent", "fund", "published", "ignored"}
)
ONLY_OF_PROGRAMMES = ("level", "parent")
# Keys that only say something of programmes.
KEYS_OF_PROGRAMMES = ("levels", "top")


def check_holding(
    holds: str, fields: Collection[str], keys: Collection[str], *, origin: str
) -> None:
    """Raises UsageError for columns (by their fields) and keys that do not fit what a table
    holds."""
    if holds == PROGRAMMES:
        _check_programmes(fields, keys, origin)
        return
    for name in (*KEYS_OF_PROGRAMMES, *ONLY_OF_PROGRAMMES):
        if name in keys or name in fields:
            raise UsageError(
                f'{origin}: {name} says something of programmes only; write holds = "programmes" '
                "for a list of their levels, or remove it"
            )
    if "title" not in fields and {"programme", "programme-title"} <= set(fields):
        raise UsageError(
            f"{origin}: [columns] has levels of a programme, and no column for the 'title' of "
            'projects; for a list of levels write holds = "programmes" and period = "2007-2013" '
            "(the programming period that it is about)"
        )
    if "title" not in fields:
        raise UsageError(f"{origin}: [columns] names no column for 'title'")


def _check_programmes(fields: Collection[str], keys: Collection[str], origin: str) -> None:
    for name in sorted(fields):
        if name not in OF_PROGRAMMES:
            raise UsageError(
                f"{origin}: {name!r} is no field of a programme; write one of "
                f"{', '.join(sorted(OF_PROGRAMMES))}"
            )
    for name in ("programme", "programme-title"):
        if name not in fields:
            raise UsageError(f"{origin}: [columns] names no column for {name!r}")
    if "period" not in keys:
        raise UsageError(f"{origin}: the key 'period' is missing; programmes are those of a period")
