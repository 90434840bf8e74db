# SPDX-License-Identifier: EUPL-1.2
"""Sources → records: where they are, how each form is read, what was found on the way."""

from fundgraph.sources.description import Description, read_description
from fundgraph.sources.entry import Entry, Source
from fundgraph.sources.locate import locate
from fundgraph.sources.reading import read

__all__ = ["Description", "Entry", "Source", "locate", "read", "read_description"]
