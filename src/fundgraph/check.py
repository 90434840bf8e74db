# SPDX-License-Identifier: EUPL-1.2
"""Check and convert: the deeds that leave nothing behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from fundgraph.iris import SHARED, site_prefixes
from fundgraph.pipeline import Project, Tally, projects, things, validated
from fundgraph.sources import Source
from fundgraph.tools import Tools, Watch, all_shapes, inline_context, processes
from fundgraph.validation import Engine, Method
from fundgraph.vocabulary import PREFIXES
from fundgraph.writers import writer


def check(
    sources: Sequence[Source], tools: Tools, watch: Watch, *, engine: Engine = Engine.BULK
) -> Tally:
    """Reads, maps and validates the sources; writes nothing.

    Raises SourceError where a source cannot be read, EnginesDisagree.
    """
    tally = Tally()
    stream = projects(sources, tools.mapper(), tools.codes, tally)
    with watch.stage("check"):
        validate(watch.drawn("read and map", stream), tools, tally, engine=engine)
    return tally


def validate(
    stream: Iterable[Project],
    tools: Tools,
    tally: Tally,
    *,
    engine: Engine = Engine.BULK,
    seed: str = "",
) -> None:
    """Draws the projects, and then what they share, through the shapes, over all cores; the seed
    decides which records without a finding the reference sees too."""
    method = Method(
        all_shapes(),
        tools.background(),
        engine=engine,
        sample=tools.settings.validation_sample,
        seed=seed,
        processes=processes(),
    )
    validated(stream, tally, method)


def convert(sources: Sequence[Source], tools: Tools, form: str, out: BinaryIO) -> Tally:
    """Writes the sources' statements in one format: project by project, then what they share.

    Raises SourceError where a source cannot be read, or holds no project.
    """
    tally = Tally()
    prefixes = {**PREFIXES, **site_prefixes(tools.minter.base)}
    with writer(form, out, prefixes=prefixes, context=inline_context()) as opened:
        for project in projects(sources, tools.mapper(), tools.codes, tally):
            opened.write(project.mapped.triples, tools.minter.graph(project.register))
        for group in things(tally.shared):
            opened.write(group, tools.minter.graph(SHARED))
    return tally
