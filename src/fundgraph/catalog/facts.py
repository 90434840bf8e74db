# SPDX-License-Identifier: EUPL-1.2
"""What a catalogue is told of a release: its registers, its dumps, its counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """A register as it stands in a release; `titles` by language, `graph` the IRI of its graph,
    `landing_page` the web page of its publisher that offers it, `country` its ISO 3166 code,
    `days` the first and the last day of its projects, where any states one."""

    name: str
    titles: Mapping[str, str]
    publisher: str
    licence: str
    made_up: bool
    graph: str
    triples: int
    projects: int
    landing_page: str = ""
    country: str = ""
    days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class DumpFacts:
    """A dump: its file name, the name of its format, its size and hash, its statements."""

    file: str
    format: str
    bytes: int
    sha256: str
    triples: int


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """All that the catalogue says of a release; `classes` and `properties` count statements by
    the term of the class or property; `example` is the IRI of a project."""

    release: str
    issued: datetime
    registers: tuple[RegisterFacts, ...]
    dumps: tuple[DumpFacts, ...]
    triples: int
    entities: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    example: str | None = None
