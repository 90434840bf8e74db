# SPDX-License-Identifier: EUPL-1.2
"""What is kept of a project beside the store: the same statements, in the same order."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fundgraph.release.current import Release, open_current
from fundgraph.store.embedded import EmbeddedStore
from fundgraph.store.index import Index
from fundgraph.store.index.history import knew
from fundgraph.store.statements import Press, groups_of, listed, ordered, text_of
from fundgraph.writers.groups import by_subject
from fundgraph.writers.terms import RDF_TYPE
from tests.published import DATA, fundgraph, releases
from tests.store.older import make_older


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The sample of the package and a made-up register, published."""
    folder = tmp_path_factory.mktemp("published")
    fundgraph(folder, "sample", "60")
    fundgraph(folder, "publish", str(DATA), "sample.toml")
    found = open_current(releases(folder))
    assert found
    return found


def test_things_are_as_the_store_has_them(release: Release) -> None:
    store, index = EmbeddedStore.open(release.store), Index.open(release.index)
    base = release.manifest.base_iri
    things = [f"{base}id/project/{row.slug}" for row in index.projects(limit=1000)]
    assert len(things) > 60
    for kind in ("organisation", "programme", "region", "place"):
        known = [each for each in _named(release.index) if f"/id/{kind}/" in each]
        assert known
        things += known
    for thing in things:
        assert list(index.statements(thing) or ()) == store.statements(thing)
    assert index.statements(f"{base}id/project/none") is None
    index.close()


def _named(index: Path) -> list[str]:
    with closing(sqlite3.connect(index)) as database:
        return [iri for (iri,) in database.execute("SELECT iri FROM document")]


def test_an_index_that_keeps_a_line_for_each_statement_says_the_same(
    release: Release, tmp_path: Path
) -> None:
    older = tmp_path / "search.sqlite"
    older.write_bytes(release.index.read_bytes())
    make_older(older, 4)
    with closing(Index.open(release.index)) as now, closing(Index.open(older)) as before:
        for project in now.projects(limit=10):
            told = now.statements(project.iri)
            assert told
            assert list(before.statements(project.iri) or ()) == list(told)


def test_an_index_of_the_version_before_knows_no_statements(
    release: Release, tmp_path: Path
) -> None:
    older = tmp_path / "search.sqlite"
    older.write_bytes(release.index.read_bytes())
    with sqlite3.connect(older) as database:
        database.executescript("DROP TABLE document; PRAGMA user_version = 2")
    index = Index.open(older)
    [project] = index.projects(limit=1)
    assert index.statements(project.iri) is None
    index.close()


def test_what_an_index_knew(release: Release, tmp_path: Path) -> None:
    index = Index.open(release.index)
    for kind, slug in (
        ("project", index.projects(limit=1)[0].slug),
        ("organisation", index.organisations(limit=1)[0].slug),
        ("programme", index.programmes()[0].slug),
        ("region", index.regions()[0].slug),
        ("place", index.places()[0].slug),
    ):
        assert knew(release.index, kind, slug)
        assert not knew(release.index, kind, f"{slug}-not")
        assert not knew(tmp_path / "none.sqlite", kind, slug)
    index.close()


THING, PART, DEEP = "<x:a>", "<x:a#p>", "<x:a#p-q>"


def test_order_and_reach() -> None:
    triples = [
        (DEEP, "<x:p>", '"deep line\\n"'),
        ("<x:other>", "<x:p>", '"another thing"'),
        (THING, "<x:q>", PART),
        (PART, "<x:p>", DEEP),
        (PART, "<x:p>", DEEP),
        (DEEP, "<x:p>", PART),
        ("<x:a#unreached>", "<x:p>", '"1"'),
        (THING, "<x:p>", '"b c"@lv'),
        (THING, "<x:p>", '"a"'),
        (THING, RDF_TYPE, "<x:Thing>"),
        (THING, "<a:p>", '"first but for the type"'),
    ]
    found = ordered("x:a", triples)
    assert found == [
        (THING, RDF_TYPE, "<x:Thing>"),
        (THING, "<a:p>", '"first but for the type"'),
        (THING, "<x:p>", '"a"'),
        (THING, "<x:p>", '"b c"@lv'),
        (THING, "<x:q>", PART),
        (PART, "<x:p>", DEEP),
        (DEEP, "<x:p>", '"deep line\\n"'),
        (DEEP, "<x:p>", PART),
    ]
    told = groups_of(text_of(found))
    assert (list(told), len(told), bool(told)) == (found, len(found), True)
    assert found[0] in told
    assert (THING, "<x:p>", PART) not in told
    assert by_subject(told) == by_subject(found)
    assert listed("\n".join(map(" ".join, found)).encode()) == found
    assert ordered("x:none", triples) == []


def test_packed_texts_are_small_and_whole() -> None:
    model = text_of([(THING, f"<x:property-{n}>", f'"{n}"') for n in range(200)])
    like = model.replace(b"x:a", b"x:b")
    press = Press(model)
    assert len(press.pack(like)) < len(like) / 20
    for text in (model, like, b"", "ā\u0085\u2028".encode()):
        assert Press(model).unpack(press.pack(text)) == text
