# SPDX-License-Identifier: EUPL-1.2
"""The registers of a release, as its catalogue describes them."""

from __future__ import annotations

from dataclasses import dataclass

from fundgraph.release.manifest import Manifest
from fundgraph.vocabulary import DCTERMS, ESF, FOAF, VOID
from fundgraph.web.views.statements import Things, Words

# The newest of the first files of a register says how old it is; registers of pages have thousands.
_FILES = 25


@dataclass(frozen=True, slots=True)
class Register:
    """A register: `as_of` is the day (ISO) of its newest file, where its files say one."""

    name: str
    title: Words
    publisher: str
    projects: int
    made_up: bool
    as_of: str | None


def registers(manifest: Manifest, known: Things) -> tuple[Register, ...]:
    """The registers of a release: real ones before those made up, the largest first."""
    catalogue = f"{known.minter.base}catalog"
    start = f"{catalogue}#dataset-"
    names = [part.removeprefix(start) for part in known.read(catalogue).subjects(start)]
    found = (_register(catalogue, name, _as_of(name, manifest, known), known) for name in names)
    return tuple(sorted(found, key=lambda register: (register.made_up, -register.projects)))


def _register(catalogue: str, name: str, as_of: str | None, known: Things) -> Register:
    said, part = known.read(catalogue), f"{catalogue}#dataset-{name}"
    publisher = said.iri(part, DCTERMS.publisher)
    return Register(
        name,
        said.words(part, DCTERMS.title, known.language) or Words(name),
        (publisher and said.value(publisher, FOAF.name)) or "",
        int(said.value(part, VOID.entities) or 0),
        said.value(part, ESF.madeUp) == "true",
        as_of,
    )


def _as_of(name: str, manifest: Manifest, known: Things) -> str | None:
    files = [entry.file for entry in manifest.sources if entry.register == name][:_FILES]
    iris = [known.minter.source_file(name, file) for file in files]
    days = (known.read(iri).value(iri, DCTERMS.issued) for iri in iris)
    return max((day for day in days if day), default=None)
