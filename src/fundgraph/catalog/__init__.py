# SPDX-License-Identifier: EUPL-1.2
"""What a release and its named graphs say of themselves."""

from fundgraph.catalog.dcat import catalogue
from fundgraph.catalog.facts import DumpFacts, RegisterFacts, ReleaseFacts
from fundgraph.catalog.graphs import graph_description

__all__ = ["DumpFacts", "RegisterFacts", "ReleaseFacts", "catalogue", "graph_description"]
