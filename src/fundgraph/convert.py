# SPDX-License-Identifier: EUPL-1.2
"""Convert: sources in another format, nothing left behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from fundgraph.iris import SHARED, site_prefixes
from fundgraph.pipeline import projects
from fundgraph.sources import Source
from fundgraph.tally import Tally, things
from fundgraph.tools import Tools, inline_context
from fundgraph.vocabulary import PREFIXES
from fundgraph.writers import writer


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
