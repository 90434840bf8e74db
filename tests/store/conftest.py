# SPDX-License-Identifier: EUPL-1.2
"""A small store of made-up statements in three graphs, and a service of real workers on it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fundgraph.config import Settings
from fundgraph.store import embedded
from fundgraph.store.engine import Asked, Engine, Shared
from fundgraph.store.formats import GRAPH_TYPES, SOLUTION_TYPES
from fundgraph.store.queries import QueryService
from fundgraph.vocabulary import PREFIXES

BASE = "http://localhost:8000/"
PROJECTS = 400
REGISTER, SHARED = f"{BASE}data/graph/made-up", f"{BASE}data/graph/shared"
# Short limits, so that what runs into them does so while a test waits.
LIMITS = replace(
    Settings(), query_timeout_s=2.0, query_memory_mb=256, query_max_rows=5000, queries_per_client=2
)


def project(number: int) -> str:
    return f"{BASE}id/project/P-{number:04}"


def lines() -> Iterator[str]:
    """400 projects of 8 statements, two organisations, one title that needs every escape."""
    for number in range(PROJECTS):
        iri = project(number)
        yield f'<{iri}> <x:title> "Projekts Nr. {number}"@lv <{REGISTER}> .'
        yield f'<{iri}> <x:number> "{number}" <{REGISTER}> .'
        yield f"<{iri}> <x:promoter> <{BASE}id/organisation/o{number % 2}> <{REGISTER}> ."
        yield f"<{iri}> <x:amount> <{iri}#granted> <{REGISTER}> ."
        yield f'<{iri}#granted> <x:value> "{number}.50"^^<x:decimal> <{REGISTER}> .'
        yield f"<{iri}#granted> <x:of> <{iri}#granted-part> <{REGISTER}> ."
        yield f"<{iri}#granted-part> <x:of> <{iri}#granted> <{REGISTER}> ."
        yield f'<{iri}#unreached> <x:value> "1" <{REGISTER}> .'
    for number in range(2):
        yield f'<{BASE}id/organisation/o{number}> <x:name> "SIA \\"{number}\\"\\\\\\n" <{SHARED}> .'


@pytest.fixture(scope="session")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dump") / "projects.nq.gz"
    path.write_bytes(gzip.compress(("\n".join(lines()) + "\n").encode()))
    return path


@pytest.fixture(scope="session")
def folder(quads: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the store."""
    path = tmp_path_factory.mktemp("release") / "store"
    embedded.build(path, [quads])
    return path


def asked(text: str) -> Asked:
    """A query without graphs of its own, for JSON or Turtle."""
    return Asked(text, (), (), SOLUTION_TYPES[0], GRAPH_TYPES[0])


def new_engine(folder: Path, settings: Settings = LIMITS, *, places: int | None = None) -> Engine:
    return Engine(folder, Shared(settings, PREFIXES, places=places))


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[Engine]:
    with new_engine(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[QueryService]:
    with QueryService(folder, LIMITS) as opened:
        yield opened
