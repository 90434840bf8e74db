# SPDX-License-Identifier: EUPL-1.2
"""How many triples a second each writer takes, on projects that are mapped beforehand."""

from __future__ import annotations

import io
from pathlib import Path
from time import process_time

from fundgraph.config import Settings
from fundgraph.iris import site_prefixes
from fundgraph.sources import locate, read
from fundgraph.tools import Tools, inline_context
from fundgraph.vocabulary import PREFIXES
from fundgraph.writers import FORMATS, Triple, writer


def mapped(description: Path) -> list[list[Triple]]:
    """The statements of each project of a source."""
    settings = Settings()
    tools = Tools.load(settings)
    mapper = tools.mapper()
    return [
        mapper.map(entry.record).triples
        for source in locate([str(description)], settings)
        for entry in read(source, tools.reference, tools.codes)
        if entry.record
    ]


def speeds(groups: list[list[Triple]]) -> dict[str, float]:
    """Triples a second for each format."""
    count = sum(map(len, groups))
    return {name: count / _seconds(name, groups) for name in FORMATS}


def _seconds(format: str, groups: list[list[Triple]]) -> float:
    prefixes = {**PREFIXES, **site_prefixes(Settings().base_iri)}
    begin = process_time()
    with writer(format, io.BytesIO(), prefixes=prefixes, context=inline_context()) as out:
        for group in groups:
            out.write(group)
    return process_time() - begin
