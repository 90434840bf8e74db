# SPDX-License-Identifier: EUPL-1.2
"""The dumps of a release: the same statements as N-Quads, Turtle and JSON-LD, gzipped, streamed."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

from fundgraph.iris import site_prefixes
from fundgraph.vocabulary import CODE, ESF, LEGAL, PREFIXES, RDF, SDO
from fundgraph.writers import Context, Writer, writer
from fundgraph.writers.terms import Triple, parse_term

FORMATS = ("nq", "ttl", "jsonld")
STEM = "projects"
LEVEL = 5
A = RDF.type.n3()
# What has codes for values; a currency is given by its code, as a text.
CODED = frozenset(
    term.n3()
    for term in (
        ESF.component, ESF.fund, ESF.interventionField, ESF.level, ESF.period, ESF.role, ESF.stage,
        ESF.status, LEGAL.companyType, SDO.currency,
    )
)  # fmt: skip


@dataclass(slots=True)
class Statistics:
    """Counts over the statements of a release, as VoID wants them (keys are terms); `codes` by
    the value of what has codes for values."""

    graphs: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)

    def count(self, triples: Sequence[Triple], graph: str) -> None:
        """Counts a group of statements."""
        self.graphs[graph] += len(triples)
        properties, classes, codes = self.properties, self.classes, self.codes
        for _, predicate, value in triples:
            properties[predicate] += 1
            if predicate == A:
                classes[value] += 1
            elif predicate in CODED:
                codes[value] += 1

    def concepts(self) -> dict[str, int]:
        """How often each code of our lists was given (`status/completed`); a currency by its
        code in a text."""
        return {_code(value): count for value, count in sorted(self.codes.items())}


def _code(value: str) -> str:
    """The list and the code that a value stands for."""
    if value.startswith('"'):
        return f"currency/{parse_term(value).value}"
    return value[1:-1].removeprefix(CODE)


class Dumps:
    """Writes every group of statements into each dump."""

    def __init__(self, folder: Path, *, base: str, context: Context) -> None:
        self.folder = folder
        self.statistics = Statistics()
        self._prefixes = {**PREFIXES, **site_prefixes(base)}
        self._context = context
        self._files = ExitStack()
        self._writers: list[Writer] = []

    def __enter__(self) -> Dumps:
        self.folder.mkdir(parents=True, exist_ok=True)
        for suffix in FORMATS:
            raw = self._files.enter_context((self.folder / f"{STEM}.{suffix}.gz").open("wb"))
            # No file name and no time in the header: the same data gives the same bytes.
            zipped = gzip.GzipFile("", "wb", LEVEL, raw, mtime=0)
            out = cast(BinaryIO, self._files.enter_context(zipped))
            opened = writer(suffix, out, prefixes=self._prefixes, context=self._context)
            self._writers.append(self._files.enter_context(opened))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._files.__exit__(kind, error, traceback)

    def write(self, triples: Sequence[Triple], graph: str) -> None:
        """Writes one group (a thing with its parts) of the named graph (an IRI)."""
        self.statistics.count(triples, graph)
        for out in self._writers:
            out.write(triples, graph)
