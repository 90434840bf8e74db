# SPDX-License-Identifier: EUPL-1.2
"""Serves the current release."""

from __future__ import annotations

from dataclasses import replace

import click

from fundgraph.cli.surroundings import settings
from fundgraph.web.server import serve as serve_site


@click.command()
@click.option("--host", default="localhost", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", type=click.IntRange(1), help="Web processes (default: the settings).")
def serve(host: str, port: int, workers: int | None) -> None:
    """Serves the current release until it is stopped.

    Example: fundgraph serve --port 8080
    """
    known = settings()
    serve_site(replace(known, workers=workers or known.workers), host, port)
