# SPDX-License-Identifier: EUPL-1.2
"""Projects by their titles in the language of a reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from fundgraph.store.index import Index, IndexBuilder, ProjectRow
from fundgraph.store.index.titles import chosen
from fundgraph.store.statements import objects_in, text_of
from fundgraph.vocabulary import DCTERMS, ESF
from fundgraph.writers.terms import RDF_TYPE, Term, Triple, literal, parse_term
from tests.store.older import make_older

TITLE = DCTERMS.title.n3()
# By slug: the titles as the source has them, the first in its own language.
TITLES = {
    "a": (("Bērni", "lv"), ("Zoo", "en")),
    "b": (("Ābols", "lv"), ("Yard", "en")),
    "c": (("Ceļš \"A\"\tun\nB", "lv"),),
    "d": (("Xylophone", "en"),),
    "e": (("Zahrada", "cs"), ("Garten", "de"), ("Atvars", "lv")),
    "f": (("Zahrada", "cs"), ("Garten", "de")),
    "g": (("Vārti", None), ("Gate", "en")),
}  # fmt: skip


def statements(slug: str) -> list[Triple]:
    subject, part = f"<x:{slug}>", f"<x:{slug}#part>"
    titles = [literal(text, language=language) for text, language in TITLES[slug]]
    return [
        (subject, RDF_TYPE, ESF.Project.n3()),
        (subject, ESF.amount.n3(), part),
        *((subject, TITLE, title) for title in titles),
        (part, TITLE, literal("No title of the project", language="en")),
    ]


def write(path: Path) -> None:
    with IndexBuilder(path) as builder:
        for slug, titles in TITLES.items():
            (title, language), number = titles[0], slug.upper()
            row = ProjectRow(slug, f"x:{slug}", number, title, language or "und", "x:g")
            terms = [Term("literal", text, language) for text, language in titles]
            builder.add_project(row, titles=terms)
            builder.add_statements(f"x:{slug}", statements(slug))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    path = tmp_path_factory.mktemp("titles") / "search.sqlite"
    write(path)
    return Index.open(path)


def seen(index: Index, language: str | None, sort: str = "number") -> list[tuple[str, str]]:
    return [(row.title, row.title_language) for row in index.projects(sort=sort, language=language)]


def test_projects_have_their_titles_in_the_language_that_is_asked_for(index: Index) -> None:
    own = [(titles[0][0], titles[0][1] or "und") for titles in TITLES.values()]
    assert seen(index, None) == own
    assert [title for title, _ in seen(index, "lv")] == [
        "Bērni", "Ābols", 'Ceļš "A"\tun\nB', "Xylophone", "Atvars", "Garten", "Gate",
    ]  # fmt: skip
    assert seen(index, "en") == [
        ("Zoo", "en"), ("Yard", "en"), ('Ceļš "A"\tun\nB', "lv"), ("Xylophone", "en"),
        ("Atvars", "lv"), ("Garten", "de"), ("Gate", "en"),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["lv", "en"])
def test_a_list_by_title_is_in_the_order_of_the_titles_that_it_shows(
    index: Index, language: str
) -> None:
    order = {
        "lv": ["Atvars", "Ābols", "Bērni", 'Ceļš "A"\tun\nB', "Garten", "Gate", "Xylophone"],
        "en": ["Atvars", 'Ceļš "A"\tun\nB', "Garten", "Gate", "Xylophone", "Yard", "Zoo"],
    }[language]
    assert [title for title, _ in seen(index, language, "title")] == order
    assert [title for title, _ in seen(index, language, "-title")] == order[::-1]
    found = index.search(sort="title", language=language, limit=3, offset=2).projects
    assert [row.title for row in found] == order[2:5]
    streamed = index.matching(sort="title", language=language)
    assert [row.title for row in streamed] == order


def test_what_is_sorted_for_no_reader_is_by_each_projects_own_title(index: Index) -> None:
    own = ["Ābols", "Bērni", 'Ceļš "A"\tun\nB', "Vārti", "Xylophone", "Zahrada", "Zahrada"]
    assert [title for title, _ in seen(index, None, "title")] == own
    assert [title for title, _ in seen(index, "fr", "title")][:1] == ["Ābols"]


@pytest.mark.parametrize("version", [2, 3, 4])
def test_an_older_index_keeps_the_titles_that_it_has(tmp_path: Path, version: int) -> None:
    path = tmp_path / "search.sqlite"
    write(path)
    make_older(path, version)
    assert seen(Index.open(path), "en")[0] == ("Bērni", "lv")


def test_a_title_is_chosen_by_language_then_by_its_letters() -> None:
    titles = [Term("literal", text, language) for text, language in TITLES["e"]]
    assert chosen(titles, "de").value == "Garten"
    assert chosen(titles, "en").value == "Atvars"
    assert chosen(titles[:2], "en").value == "Garten"


def test_the_objects_of_a_text_are_read_without_the_rest() -> None:
    text = text_of(statements("e"))
    titles = [parse_term(term).value for term in objects_in(text, TITLE)]
    assert sorted(titles) == sorted(title for title, _ in TITLES["e"])
    assert objects_in(text, RDF_TYPE) == [ESF.Project.n3()]
    assert objects_in(text, DCTERMS.abstract.n3()) == []
