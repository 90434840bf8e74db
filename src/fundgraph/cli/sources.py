# SPDX-License-Identifier: EUPL-1.2
"""What a command needs to run over sources."""

from __future__ import annotations

from collections.abc import Sequence

from fundgraph.cli.surroundings import settings
from fundgraph.sources import Source, locate
from fundgraph.tools import Tools, calm_collector


def prepared() -> Tools:
    """What a run over sources needs, under the settings."""
    tools = Tools.load(settings())
    calm_collector()
    return tools


def located(sources: Sequence[str], tools: Tools) -> list[Source]:
    """The sources that the arguments mean."""
    return locate(sources, tools.settings)
