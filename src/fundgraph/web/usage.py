# SPDX-License-Identifier: EUPL-1.2
"""How often the release uses a term, and where: counted when it was published, never for a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fundgraph.vocabulary import DCTERMS, PREFIXES, RDF, VOID
from fundgraph.web.knowledge import statements
from fundgraph.web.site import release, site
from fundgraph.web.views.statements import Statements
from fundgraph.writers import Triple, writer
from fundgraph.writers.terms import escape, parse_term

# A class is shown with so many statements of one of its things, a text to so many characters.
MOST, LONGEST = 6, 120
_COUNTS = ((VOID["class"], VOID.entities), (VOID.property, VOID.triples))


def term_counts() -> Mapping[str, int]:
    """How often the data of the release uses each class and property (by IRI), as its catalogue
    says; the vocabulary and the catalogue themselves are not counted."""
    base = f"{site().settings.base_iri}catalog"
    found = Statements(statements(base))
    counts: dict[str, int] = {}
    for part in found.subjects(f"{base}#"):
        for names, counted in _COUNTS:
            term, count = found.iri(part, names), found.value(part, counted)
            if term and count:
                counts[term] = int(count)
    return counts


def concept_counts() -> Mapping[str, int] | None:
    """How often the data gives each code (`status/completed`); None of a release that was
    published before they were counted."""
    return release().manifest.concepts or None


class Instances:
    """Statements of the release to show what a term is for: of the project that the catalogue
    names as an example and what it leads to, else the first there is."""

    def __init__(self) -> None:
        self._triples = list(_example())
        self._by_term: dict[str, Triple] = {}
        for triple in sorted(self._triples, key=lambda found: len(found[2])):
            self._by_term.setdefault(triple[1][1:-1], triple)
            if triple[1] == RDF.type.n3():
                self._by_term.setdefault(triple[2][1:-1], triple)

    def of_property(self, term: str) -> str | None:
        """A statement with a property, in Turtle; None where the release has none."""
        found = self._by_term.get(term) or release().store.first(term)
        return turtle([found]) if found else None

    def of_class(self, term: str) -> str | None:
        """The first statements of a thing of a class, in Turtle; None where there is none."""
        first = self._by_term.get(term) or release().store.first(str(RDF.type), f"<{term}>")
        if not first:
            return None
        known = [found for found in self._triples if found[0] == first[0] and found[1] != first[1]]
        return turtle([first, *known[: MOST - 1]])


def example_project() -> str | None:
    """The IRI of the project that the catalogue names as an example."""
    base = f"{site().settings.base_iri}catalog"
    return Statements(statements(base)).iri(f"{base}#dataset", VOID.exampleResource)


@lru_cache(maxsize=4)
def example_number(_folder: Path) -> str | None:
    """The number of the project that the catalogue names as an example; remembered by the
    release's folder."""
    example = example_project()
    return Statements(statements(example)).value(example, DCTERMS.identifier) if example else None


def _example() -> Iterator[Triple]:
    """What is said of the example of the catalogue and of the things that it leads to."""
    example = example_project()
    if example is None:
        return
    own = statements(example)
    yield from own
    base_iri = site().settings.base_iri
    for thing in sorted({value[1:-1].partition("#")[0] for _, _, value in own if value[0] == "<"}):
        if thing.startswith(base_iri) and thing != example:
            yield from statements(thing)


def turtle(triples: list[Triple]) -> str:
    """Statements of one subject in Turtle, without the prefixes, long texts cut."""
    out = BytesIO()
    with writer("ttl", out, prefixes=PREFIXES) as opened:
        opened.write([_short(found) for found in triples])
    text = out.getvalue().decode()
    lines = (line for line in text.splitlines() if not line.startswith("@prefix"))
    return "\n".join(line for line in lines if line.strip())


def _short(triple: Triple) -> Triple:
    subject, predicate, value = triple
    if value[0] != '"' or len(value) <= LONGEST:
        return triple
    term = parse_term(value)
    cut = term.value[:LONGEST].rpartition(" ")[0] or term.value[:LONGEST]
    tail = value[value.rindex('"') + 1 :]
    return subject, predicate, f'"{escape(cut)} …"{tail}'
