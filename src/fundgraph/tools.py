# SPDX-License-Identifier: EUPL-1.2
"""What every run over sources needs beside them: settings, code lists, places, shapes, a watch."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Protocol, TypeVar

from fundgraph.codes import CodeLists, load_code_lists
from fundgraph.config import Settings
from fundgraph.iris import Minter
from fundgraph.mapping import Mapper
from fundgraph.reference import Reference, load_reference
from fundgraph.resources import concept_files, folder, ontology_file, shape_files
from fundgraph.turtle_files import read_turtle
from fundgraph.vocabulary import DCTERMS
from fundgraph.writers import Context, load_context
from fundgraph.writers.terms import iri

T = TypeVar("T")


class Progress(Protocol):
    """Is told what a long run is doing."""

    def stage(self, name: str) -> None:
        """A stage begins."""

    def advance(self, projects: int) -> None:
        """So many more projects are through."""


@dataclass(slots=True)
class Watch:
    """Adds up the seconds of each stage; stages that are interleaved are told apart."""

    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times a stage, and tells the progress that it begins."""
        self.progress.stage(name)
        with self.added(name):
            yield

    @contextmanager
    def added(self, name: str) -> Iterator[None]:
        """Times a piece of a stage."""
        begin = perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - begin

    def drawn(self, name: str, items: Iterable[T]) -> Iterator[T]:
        """The items, the time that each took to come added up."""
        iterator = iter(items)
        while True:
            with self.added(name):
                item = next(iterator, None)
            if item is None:
                return
            yield item
            self.progress.advance(1)


@dataclass(frozen=True, slots=True)
class Tools:
    """What every run needs beside its sources."""

    settings: Settings
    minter: Minter
    reference: Reference
    codes: CodeLists

    @classmethod
    def load(cls, settings: Settings) -> Tools:
        """The code lists and places that the software carries, under these settings."""
        return cls(
            settings,
            Minter(settings.base_iri),
            load_reference(folder("data") / "reference"),
            load_code_lists(concept_files()),
        )

    def mapper(self) -> Mapper:
        """A fresh mapper."""
        found = {name: self.codes.per_euro(name) for name in self.codes.codes("currency")}
        rates = {name: rate for name, rate in found.items() if rate is not None}
        contacts = self.settings.publish_contacts
        return Mapper(self.minter, self.reference, rates=rates, contacts=contacts)

    def background(self) -> str:
        """The facts, as N-Triples, that shapes look up beside the data: the code lists, and which
        region each town lies in."""
        places = (
            (
                iri(self.minter.thing("place", town.code)),
                iri(self.minter.thing("region", town.region)),
            )
            for town in self.reference.towns.values()
        )
        part_of = DCTERMS.isPartOf.n3()
        towns = [f"{place} {part_of} {region} .\n" for place, region in places]
        codes = [f"{s} {p} {o} .\n" for s, p, o in read_turtle(tuple(concept_files()))]
        return "".join([*codes, *towns])


def inline_context() -> Context:
    """The JSON-LD context as it stands inside a dump, so that the dump is read offline."""
    return load_context(ontology_file("context.jsonld"))


def all_shapes() -> str:
    """All shapes, as Turtle documents one after the other."""
    return "\n".join(path.read_text(encoding="utf-8") for path in shape_files())


def calm_collector() -> None:
    """Lets the collector of cycles look at what lasts no more, and at the rest more rarely: records
    and statements come and go by the million, none of them in a cycle."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def processes() -> int:
    """How many processes validate: one for each core."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
