# SPDX-License-Identifier: EUPL-1.2
"""Which level of a programme lies in which, by their numbers or as a column says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fundgraph.record import TreeLevel
from fundgraph.reference import Level, Reference
from fundgraph.sources.description import Description
from fundgraph.sources.entry import Entry
from fundgraph.sources.findings import Findings

# More levels than this have no tree; a chain of them is one that leads round.
DEEPEST = 20
# Fields of a level that another list may tell otherwise, and the columns that they come from.
COMPARED = (("level", "level"), ("parent", "parent"), ("fund", "fund"))


class Branches:
    """Settles the levels of one source, beside those that are known already."""

    def __init__(self, description: Description, reference: Reference) -> None:
        self._top = dict(description.top)
        self._reference = reference
        self._levels: dict[str, TreeLevel] = {}
        self._shallowest = 1

    def settled(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries, each level with the one above it; what is missing is found."""
        kept = list(entries)
        levels = [entry.level for entry in kept if entry.level is not None]
        self._levels = {level.identifier: level for level in levels}
        depths = (level.identifier.count(".") for level in levels)
        self._shallowest = min(depths, default=0)
        for entry in kept:
            yield entry if entry.level is None else self._settled(entry, entry.level)

    def _settled(self, entry: Entry, level: TreeLevel) -> Entry:
        findings = Findings(level.source.name, row=level.row)
        above = self._named(level, findings) if level.parent else self._numbered(level, findings)
        level = self._agreeing(replace(level, parent=above), findings)
        self._levels[level.identifier] = level
        if not self._ends(level):
            label = self._label(level, "parent")
            findings.add("level-without-end", label=label, identifier=level.identifier)
            level = self._levels[level.identifier] = replace(level, parent=None)
        return replace(entry, level=level, findings=(*entry.findings, *findings.found))

    def _named(self, level: TreeLevel, findings: Findings) -> str | None:
        """The level above as its column says; where that is missing, the nearest by number."""
        assert level.parent is not None
        if self._is_known(level.tree, level.parent):
            return level.parent
        nearest = self._nearest(level, level.parent) or self._nearest(level, level.identifier)
        self._missing(level, level.parent, nearest, findings)
        return nearest

    def _numbered(self, level: TreeLevel, findings: Findings) -> str | None:
        """The level above by the number: what it begins with."""
        above = level.identifier.rpartition(".")[0]
        if self._is_known(level.tree, above):
            return above
        if above in self._top:
            return self._named(replace(level, parent=self._top[above]), findings)
        known = self._known(level)
        if known is not None:
            return known.parent
        if level.identifier.count(".") <= self._shallowest:
            return None
        nearest = self._nearest(level, above)
        self._missing(level, above, nearest, findings)
        return nearest

    def _nearest(self, level: TreeLevel, number: str) -> str | None:
        """The known level that a number begins with, other than the level and those below it."""
        own = f"{level.identifier}."
        while number and (f"{number}.".startswith(own) or not self._is_known(level.tree, number)):
            number = number.rpartition(".")[0]
        return number or None

    def _missing(
        self, level: TreeLevel, above: str, nearest: str | None, findings: Findings
    ) -> None:
        findings.add(
            "missing-parent",
            label=self._label(level, "parent"),
            value=above,
            identifier=level.identifier,
            nearest=nearest or f"{level.country} {level.period}",
        )

    def _agreeing(self, level: TreeLevel, findings: Findings) -> TreeLevel:
        """The level without what another list tells otherwise, which is found."""
        known = self._known(level)
        if known is None:
            return level
        for name, column in COMPARED:
            here, there = getattr(level, name), getattr(known, name)
            if there is not None and here not in (None, there):
                label = self._label(level, column)
                identifier = level.identifier
                findings.add(
                    "level-differs", label=label, value=here, other=there, identifier=identifier
                )
        return replace(
            level,
            level=known.level or level.level,
            parent=known.parent or level.parent,
            fund=known.fund or level.fund,
        )

    def _ends(self, level: TreeLevel) -> bool:
        above: str | None = level.parent
        for _ in range(DEEPEST):
            if above is None:
                return True
            next_level = self._levels.get(above) or self._reference.levels.get((level.tree, above))
            above = next_level.parent if next_level else None
        return False

    def _known(self, level: TreeLevel) -> Level | None:
        return self._reference.levels.get((level.tree, level.identifier))

    def _is_known(self, tree: str, identifier: str) -> bool:
        return identifier in self._levels or (tree, identifier) in self._reference.levels

    @staticmethod
    def _label(level: TreeLevel, field: str) -> str:
        labels = dict(level.labels)
        return labels.get(field, labels["number"])
