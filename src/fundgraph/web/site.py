# SPDX-License-Identifier: EUPL-1.2
"""What every view needs: the settings, the release of the request and its language.

In a request, `g.release` is the release it is answered from (`releases.Current`) and `g.language`
the language of its page.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import current_app, g

from fundgraph.config import Settings
from fundgraph.iris import Minter
from fundgraph.web.clients import Turns
from fundgraph.web.courtesy import Courtesy
from fundgraph.web.metrics import Metrics
from fundgraph.web.releases import Current, Releases
from fundgraph.writers import Context


@dataclass(frozen=True, slots=True)
class Site:
    """A site: its settings, its IRIs, its JSON-LD context, its releases, its counts, the turns
    that its clients take with long answers, and how these let others by."""

    settings: Settings
    minter: Minter
    context: Context
    releases: Releases
    metrics: Metrics
    turns: Turns = field(default_factory=Turns)
    courtesy: Courtesy = field(default_factory=Courtesy)


def site() -> Site:
    """The site of the running application."""
    found = current_app.extensions["fundgraph"]
    assert isinstance(found, Site)
    return found


def release() -> Current:
    """The release that this request is answered from. Raises NoRelease, DamagedRelease."""
    current: Current | None = g.get("release")
    if current is None:
        raise site().releases.absence()
    return current
