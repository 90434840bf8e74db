# SPDX-License-Identifier: EUPL-1.2
"""A file never seen before → the draft of its description."""

from fundgraph.sources.describe.doubts import doubts
from fundgraph.sources.describe.draft import Draft, draft
from fundgraph.sources.describe.preview import preview

__all__ = ["Draft", "doubts", "draft", "preview"]
