# SPDX-License-Identifier: EUPL-1.2
"""The reading rules: what can be found in a source, how grave it is, and what to write instead."""

from fundgraph.sources.rules.files import FILES, UNREADABLE
from fundgraph.sources.rules.rows import ROWS
from fundgraph.sources.rules.values import VALUES

RULES = {**UNREADABLE, **FILES, **ROWS, **VALUES}

__all__ = ["RULES", "UNREADABLE"]
