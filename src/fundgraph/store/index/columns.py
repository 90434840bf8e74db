# SPDX-License-Identifier: EUPL-1.2
"""The columns of an index in memory: which projects fit, how many, their sums, their order.

Some sixty bytes a project for each process, read when they are first asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fundgraph.store.index.packing import MISSING
from fundgraph.store.index.rows import Totals

Mask = NDArray[np.bool_]
Numbers = NDArray[np.intp]
# Sums of floats are exact up to here.
_EXACT: Final = 1 << 53
_HALF: Final = 31


class Some:
    """Some of the projects: `mask` by number, from nought."""

    def __init__(self, mask: Mask) -> None:
        self.mask = mask

    @cached_property
    def numbers(self) -> Numbers:
        """Their numbers, many times as quick to look up by as a mask."""
        return np.flatnonzero(self.mask)

    def __len__(self) -> int:
        return len(self.numbers)


class Facet:
    """A property that projects are counted by; `values` by code."""

    def __init__(self, columns: Mapping[str, bytes], name: str, projects: int) -> None:
        self.values: list[Any] = json.loads(columns[f"{name}.values"])
        self.codes = _numbers(columns[f"{name}.codes"])
        said = columns.get(f"{name}.projects")
        self._whose = None if said is None else _numbers(said)
        self._projects = projects

    def having(self, chosen: NDArray[np.bool_]) -> Mask:
        """The projects that have any of the chosen values (by code)."""
        found: Mask = chosen[self.codes]
        if self._whose is None:
            return found
        mask = np.zeros(self._projects, np.bool_)
        mask[self._whose[found]] = True
        return mask

    def count(self, some: Some) -> list[int]:
        """How many of some projects have each value."""
        found: list[int] = np.bincount(
            self.codes[self._of(some)], minlength=len(self.values)
        ).tolist()
        return found

    def sum(self, figure: Figure, some: Some) -> list[int]:
        """The sums of some projects by value."""
        places = self._of(some)
        codes, whose = self.codes[places], self._whose
        sums = [0] * len(self.values)
        for part, shift in figure.parts:
            weights = part[places if whose is None else whose[places]]
            found = np.bincount(codes, weights=weights, minlength=len(sums)).tolist()
            sums = [one + (int(more) << shift) for one, more in zip(sums, found, strict=True)]
        return sums

    def _of(self, some: Some) -> Numbers:
        """Where the codes of some projects stand."""
        return some.numbers if self._whose is None else np.flatnonzero(some.mask[self._whose])


class Figure:
    """An amount of each project: its sums are exact, whatever their size."""

    def __init__(self, content: bytes) -> None:
        self.cents = np.frombuffer(content, "i8")
        self.known: Mask = self.cents != MISSING
        stated = np.where(self.known, self.cents, 0)
        whole = stated.astype(np.float64)
        if np.abs(whole).sum() < _EXACT:
            self.parts = [(whole, 0)]
        else:
            low = stated & ((1 << _HALF) - 1)
            high = stated >> _HALF
            self.parts = [(low.astype(np.float64), 0), (high.astype(np.float64), _HALF)]

    def total(self, some: Some) -> int:
        """The sum of some projects."""
        return sum(int(part[some.numbers].sum()) << shift for part, shift in self.parts)

    def unknown(self, some: Some) -> int:
        """How many of some projects have none."""
        return len(some) - int(np.count_nonzero(some.mask & self.known))


class Columns:
    """What `packing` describes, opened."""

    def __init__(self, columns: Mapping[str, bytes]) -> None:
        self.granted, self.spent = Figure(columns["granted"]), Figure(columns["spent"])
        self.made_up: Mask = np.frombuffer(columns["made_up"], np.bool_)
        self.projects = len(self.made_up)
        # An index of before has none: nothing of its amounts is marked in lists.
        questioned = columns.get("questioned", bytes(self.projects))
        self.questioned: Mask = np.frombuffer(questioned, np.bool_)
        promoters = columns.get("promoters")
        self.promoters = None if promoters is None else _numbers(promoters)
        named = [name.removesuffix(".values") for name in columns if name.endswith(".values")]
        self.facets = {name: Facet(columns, name, self.projects) for name in named}
        pairs = _numbers(columns["below"]).reshape(-1, 2)
        self.above, self.below = pairs[:, 0], pairs[:, 1]
        self._orders = {
            name.removeprefix("order."): _numbers(content)
            for name, content in columns.items()
            if name.startswith("order.")
        }
        self._valued = {name: int(_numbers(columns[f"valued.{name}"])[0]) for name in self._orders}

    def all(self) -> Mask:
        """All projects."""
        return np.ones(self.projects, np.bool_)

    def ordered(self, some: Some, sort: str, language: str | None = None) -> NDArray[np.int32]:
        """Some projects in the order of a sort, that of a language where it has one of its own;
        those without a value last. Raises KeyError."""
        name = sort.removeprefix("-")
        falling, spoken = name != sort, f"{name}.{language}"
        name = spoken if spoken in self._orders else name
        order, valued = self._orders[name], self._valued[name]
        if falling:
            order = np.concatenate((order[:valued][::-1], order[valued:][::-1]))
        found: NDArray[np.int32] = order[some.mask[order]]
        return found

    def totals(self, some: Some) -> Totals:
        """The number and sums of some projects."""
        return Totals(
            len(some),
            self.granted.total(some),
            self.spent.total(some),
            self.granted.unknown(some),
            self.spent.unknown(some),
            int(np.count_nonzero(some.mask & self.made_up)),
        )

    def questions(self, some: Some) -> int:
        """How many of some projects have an amount that is not as the checks expect."""
        return int(np.count_nonzero(some.mask & self.questioned))

    def totals_by(self, facet: Facet, some: Some) -> list[Totals]:
        """The numbers and sums of some projects by the values of a facet."""
        figures = (self.granted, self.spent)
        columns = (
            facet.count(some),
            *(facet.sum(figure, some) for figure in figures),
            *(facet.count(Some(some.mask & ~figure.known)) for figure in figures),
            facet.count(Some(some.mask & self.made_up)),
        )
        return [Totals(*sums) for sums in zip(*columns, strict=True)]


def _numbers(content: bytes) -> NDArray[np.int32]:
    return np.frombuffer(content, "i4")
