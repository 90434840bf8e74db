# SPDX-License-Identifier: EUPL-1.2
"""Record → triples: pure and streaming; terms are written, no graph is built."""

from fundgraph.mapping.project import Mapped, Mapper

__all__ = ["Mapped", "Mapper"]
