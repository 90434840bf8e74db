# SPDX-License-Identifier: EUPL-1.2
"""Statements → N-Triples, N-Quads, Turtle, TriG, RDF/XML, JSON-LD, CSV, as a stream."""

from fundgraph.writers.context import Context, load_context
from fundgraph.writers.formats import FORMATS, Format, writer
from fundgraph.writers.stream import Writer
from fundgraph.writers.terms import Quad, Triple

__all__ = ["FORMATS", "Context", "Format", "Quad", "Triple", "Writer", "load_context", "writer"]
