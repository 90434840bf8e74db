# SPDX-License-Identifier: EUPL-1.2
"""Check and convert: the deeds that leave nothing behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from fundgraph.iris import site_prefixes
from fundgraph.pipeline import Project, Tally, projects, things, validated
from fundgraph.release.build import SHARED
from fundgraph.sources import Source
from fundgraph.tools import Tools, Watch, all_shapes, inline_context, processes
from fundgraph.vocabulary import PREFIXES
from fundgraph.writers import writer


def check(sources: Sequence[Source], tools: Tools, watch: Watch) -> Tally:
    """Reads, maps and validates the sources; writes nothing.

    Raises SourceError where a source cannot be read.
    """
    tally = Tally()
    stream = projects(sources, tools.mapper(), tools.codes, tally)
    with watch.stage("check"):
        validate(watch.drawn("read and map", stream), tools, tally)
    return tally


def validate(stream: Iterable[Project], tools: Tools, tally: Tally) -> None:
    """Draws the projects, and then what they share, through the shapes, over all cores."""
    validated(
        stream,
        tally,
        shapes=all_shapes(),
        background=tools.background(),
        processes=processes(),
    )


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
