# SPDX-License-Identifier: EUPL-1.2
"""Tables of any form → a heading and rows of text, as a stream."""

from fundgraph.sources.sheets.layout import FORMS, Layout, Table
from fundgraph.sources.sheets.opening import is_table, open_table, sniff

__all__ = ["FORMS", "Layout", "Table", "is_table", "open_table", "sniff"]
