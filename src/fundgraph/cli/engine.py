# SPDX-License-Identifier: EUPL-1.2
"""Who validates, as an option, and how a command that found violations ends."""

from __future__ import annotations

import click

from fundgraph.validation import Engine

VIOLATIONS = 1  # the exit code

engine_option = click.option(
    "--engine",
    type=click.Choice([engine.value for engine in Engine]),
    default=Engine.BULK.value,
    show_default=True,
    callback=lambda _context, _option, name: Engine(name),
    help="pyshacl: validate everything by the reference, which is slow; bulk: only what has a "
    "finding, and a sample.",
)
