# SPDX-License-Identifier: EUPL-1.2
"""The HTML pages of the site, as the core knows them."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, request

from fundgraph.web import (
    browse,
    checks,
    entities,
    feed,
    info,
    layout,
    lists,
    neighbours,
    places,
)
from fundgraph.web.errors_page import render_error
from fundgraph.web.projects import views as project_list
from fundgraph.web.query_page import query_page

__all__ = [
    "blueprint",
    "query_page",
    "render_error",
    "setup",
]

blueprint = Blueprint("pages", __name__, static_folder="static", static_url_path="/static")


@blueprint.after_request
def _hold(response: Response) -> Response:
    """A static file as an answer that can be coded: they are small. A range of it stays plain."""
    if request.endpoint == f"{blueprint.name}.static" and response.status_code == 200:
        response.direct_passthrough = False
        response.make_sequence()
    return response


def setup(app: Flask) -> None:
    """Gives an app the languages, filters and surroundings that the pages need."""
    layout.install(app)
    for part in (browse, lists, project_list, checks, entities, neighbours, places, info, feed):
        app.register_blueprint(part.blueprint)
