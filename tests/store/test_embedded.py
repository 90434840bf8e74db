# SPDX-License-Identifier: EUPL-1.2
"""The embedded store: built, opened, looked up; damage and duplicates are noticed."""

import gzip
import shutil
from pathlib import Path

import pytest

from fundgraph.errors import ReleaseError
from fundgraph.store import embedded
from fundgraph.store.embedded import EmbeddedStore, statements_in_two_graphs
from fundgraph.writers.terms import literal
from tests.store.conftest import BASE, PROJECTS, REGISTER, SHARED, project

COUNT = PROJECTS * 8 + 2


@pytest.fixture
def store(folder: Path) -> EmbeddedStore:
    return EmbeddedStore.open(folder, expected=COUNT)


def built(folder: Path, *lines: str) -> EmbeddedStore:
    path = folder / "lines.nq"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    embedded.build(folder / "store", [path])
    return EmbeddedStore.open(folder / "store")


def test_build_counts_what_it_loads(quads: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.nq"
    more.write_text("<x:s> <x:p> <x:o> <x:g> .\n", encoding="utf-8")
    assert embedded.build(tmp_path / "store", [quads, more]) == COUNT + 1


def test_build_names_the_file_that_is_no_nquads(tmp_path: Path) -> None:
    broken = tmp_path / "broken.nq.gz"
    broken.write_bytes(gzip.compress(b"<x:s> <x:p> .\n"))
    with pytest.raises(ReleaseError, match=r"broken\.nq\.gz"):
        embedded.build(tmp_path / "store", [broken])


def test_open_refuses_another_count(folder: Path) -> None:
    with pytest.raises(ReleaseError, match=f"holds {COUNT} statements; its manifest says 7"):
        EmbeddedStore.open(folder, expected=7)


@pytest.mark.parametrize("pattern", ["MANIFEST-*", "*.sst", "CURRENT"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.7])
def test_open_refuses_a_truncated_store(
    folder: Path, tmp_path: Path, pattern: str, part: float
) -> None:
    copy = shutil.copytree(folder, tmp_path / "store")
    largest = max(copy.glob(pattern), key=lambda path: path.stat().st_size)
    whole = largest.read_bytes()
    largest.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(ReleaseError):
        EmbeddedStore.open(copy, expected=COUNT)


def test_open_refuses_a_folder_without_a_store(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError):
        EmbeddedStore.open(tmp_path / "none")


def test_statements_are_those_of_the_thing_and_its_reached_parts(store: EmbeddedStore) -> None:
    iri = project(7)
    subject, part = f"<{iri}>", f"<{iri}#granted>"
    assert store.statements(iri) == [
        (subject, "<x:amount>", part),
        (subject, "<x:number>", '"7"'),
        (subject, "<x:promoter>", f"<{BASE}id/organisation/o1>"),
        (subject, "<x:title>", '"Projekts Nr. 7"@lv'),
        (part, "<x:of>", f"<{iri}#granted-part>"),
        (part, "<x:value>", '"7.50"^^<x:decimal>'),
        (f"<{iri}#granted-part>", "<x:of>", part),
    ]


def test_statements_of_nothing(store: EmbeddedStore) -> None:
    assert store.statements(f"{BASE}id/project/none") == []


def test_look_ups(store: EmbeddedStore) -> None:
    assert store.subjects("x:number", '"7"') == [f"<{project(7)}>"]
    assert store.subjects("x:title", '"Projekts Nr. 7"@lv') == [f"<{project(7)}>"]
    assert store.subjects("x:title", '"Projekts Nr. 7"') == []
    promoted = store.subjects("x:promoter", f"<{BASE}id/organisation/o0>")
    assert promoted == sorted(f"<{project(number)}>" for number in range(0, PROJECTS, 2))
    some = store.subjects("x:promoter", f"<{BASE}id/organisation/o0>", limit=3)
    assert len(some) == 3
    assert set(some) < set(promoted)
    assert store.objects(project(7), "x:amount") == [f"<{project(7)}#granted>"]


@pytest.mark.parametrize("text", ["7", '"7', '"7" . <x:s> <x:p> "8"', ""])
def test_a_look_up_takes_terms_only(store: EmbeddedStore, text: str) -> None:
    with pytest.raises(ValueError):
        store.subjects("x:number", text)


def test_graphs(store: EmbeddedStore) -> None:
    assert store.graph_names() == [REGISTER, SHARED]
    assert len(list(store.graph_triples(SHARED))) == 2
    assert len(list(store.graph_triples(REGISTER))) == COUNT - 2
    assert list(store.graph_triples("x:none")) == []
    assert len(store) == store.count() == COUNT


def test_terms_are_escaped_as_writers_do(tmp_path: Path) -> None:
    values = ['"', "\\", "\n\r\t", "ā𝄞", "a'b", "\x85\u2028"]
    terms = [literal(value) for value in values] + [literal("x", language="lv")]
    store = built(tmp_path, *(f"<x:s> <x:p> {term} <x:g> ." for term in terms))
    assert store.objects("x:s", "x:p") == sorted(terms)


def test_no_statement_in_two_graphs(store: EmbeddedStore) -> None:
    assert statements_in_two_graphs(store) == []


def test_statements_in_two_graphs_are_named(tmp_path: Path) -> None:
    many = [f'<x:s> <x:p> "{number}" <x:large> .' for number in range(10_000)]
    store = built(
        tmp_path,
        *many,
        '<x:s> <x:p> "9999" <x:small> .',
        '<x:s> <x:p> "other" <x:small> .',
        '<x:s> <x:p> "other" .',
    )
    assert statements_in_two_graphs(store) == [
        (("<x:s>", "<x:p>", '"9999"'), ("x:large", "x:small")),
        (("<x:s>", "<x:p>", '"other"'), ("DEFAULT", "x:small")),
    ]
