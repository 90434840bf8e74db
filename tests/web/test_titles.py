# SPDX-License-Identifier: EUPL-1.2
"""Lists of projects show titles in the language of their reader, as the pages of projects do."""

from __future__ import annotations

from collections.abc import Iterator
from csv import reader as csv_reader

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from fundgraph.store.index import Index
from fundgraph.store.index.builder import sort_key
from tests.web.conftest import BufferedClient
from tests.web.reading import read, said

LANGUAGES = ("lv", "en")


@pytest.fixture(scope="module")
def pages(site: Flask) -> FlaskClient:
    return BufferedClient(site, site.response_class)


def both(index: Index, language: str = "en") -> list[str]:
    """The slugs of projects with a title of their own in a language that is not their first."""
    own, other = index.projects(limit=500), index.projects(limit=500, language=language)
    return [x.slug for x, y in zip(own, other, strict=True) if x.title != y.title]


def titles(page: html.HtmlElement, language: str) -> Iterator[tuple[str, str, str]]:
    """The addresses, titles and languages of the projects of a list."""
    links = page.xpath("//li[@class='hit']/h3/a | //tr/th[@scope='row']/a")
    for link in (link for link in links if "/project/" in link.get("href")):
        yield link.get("href"), said(link), link.get("lang", language)


def of_the_project(pages: FlaskClient, address: str, language: str) -> tuple[str, str]:
    (title,) = read(pages, address).xpath("//h1")
    return said(title), title.get("lang", language)


LISTS = (
    "projects", "projects?view=table", "projects?sort=title&page=2", "region/lv-riga",
    "programme/{0.programme}", "organisation/{0.promoter}", "place/lv-riga",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("where", LISTS)
def test_a_list_has_the_titles_that_the_pages_of_its_projects_have(
    pages: FlaskClient, index: Index, where: str, language: str
) -> None:
    address = where.format(index.project(both(index)[0]))
    found = list(titles(read(pages, f"/{language}/{address}"), language))
    assert found
    for address, title, spoken in found[:5]:
        assert (title, spoken) == of_the_project(pages, address, language)


def test_titles_differ_by_language_where_a_record_has_both(
    pages: FlaskClient, index: Index
) -> None:
    wanted = index.project(both(index)[0])
    assert wanted
    shown = {}
    for language in LANGUAGES:
        page = read(pages, f"/{language}/projects?q={wanted.number}")
        ((_, shown[language], spoken),) = titles(page, language)
        assert spoken == language
    assert shown["lv"] == wanted.title != shown["en"]
    (organisation,) = (slug for slug, role in wanted.organisations if role == "promoter")
    listed = titles(read(pages, f"/en/organisation/{organisation}"), "en")
    assert shown["en"] in [title for _, title, _ in listed]
    page = read(pages, f"/en/projects?organisation={organisation}&view=table")
    assert shown["en"] in [title for _, title, _ in titles(page, "en")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_by_title_is_sorted_by_what_it_shows(pages: FlaskClient, language: str) -> None:
    page = read(pages, f"/{language}/projects?sort=title&page=2")
    keys = [sort_key(title) for _, title, _ in titles(page, language)]
    assert keys == sorted(keys)
    assert len(keys) == 25


def test_a_word_of_the_title_in_the_other_language_is_shown_where_it_stands(
    pages: FlaskClient, index: Index
) -> None:
    wanted = index.project(both(index)[0])
    assert wanted
    page = read(pages, f"/en/projects?q={wanted.number}+{wanted.title.split()[0]}")
    (found,) = page.xpath("//p[@class='found']")
    assert said(found).startswith("Title: ")
    assert found.xpath("span/@lang") == ["lv"]


def test_the_files_of_a_list_by_title_have_its_order(pages: FlaskClient, index: Index) -> None:
    for language in LANGUAGES:
        page = read(pages, f"/{language}/projects?sort=title")
        (address,) = page.xpath("//section[@class='takeaway']//a[contains(@href, '.json?')]/@href")
        assert address.endswith(f"sort=title&lang={language}")
        projects = pages.get(address).get_json()["projects"]
        shown = [title for _, title, _ in titles(page, language)]
        assert [project["title"] for project in projects][: len(shown)] == shown
        assert {project["language"] for project in projects} <= set(LANGUAGES)
        csv = pages.get(address.replace(".json", ".csv")).get_data(as_text=True)
        first = next(csv_reader(csv.splitlines()[1:2]))
        assert first[1] == projects[0]["iri"]
        assert pages.get(address).headers["Content-Location"] == address


def test_json_without_a_language_has_each_title_in_its_own(
    pages: FlaskClient, index: Index
) -> None:
    slug = both(index)[0]
    wanted = index.project(slug)
    assert wanted
    asked = f"/data/projects.json?q={wanted.number}"
    for query, language in (("", "lv"), ("&lang=lv", "lv"), ("&lang=en", "en"), ("&lang=x", "lv")):
        (project,) = pages.get(asked + query).get_json()["projects"]
        assert project["language"] == language
        assert (project["title"] == wanted.title) == (language == "lv")
        assert project["page"].endswith(f"/{language}/project/{slug}")
