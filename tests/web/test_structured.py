# SPDX-License-Identifier: EUPL-1.2
"""What pages say to search engines, as a reader of JSON-LD understands it: every kind of page, and
all that search engines of data sets ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import html
from pyld import jsonld

from fundgraph.vocabulary import LICENCES, SDO
from tests.browser.kinds import KINDS, LANGUAGES, address
from tests.web.conftest import BASE
from tests.web.reading import served

SCHEMA: Final = "http://schema.org/"
# Those whose values the context of schema.org makes IRIs, of those that we write.
_IRIS: Final = ("url", "contentUrl", "license", "sameAs", "target", "item")
CONTEXT: Final = {
    "@context": {"@vocab": SCHEMA, **{name: {"@type": "@id"} for name in _IRIS}},
}
# What a page is about, beside the way to it; lists, codes and errors are about no one thing.
ABOUT: Final = {
    "home": "WebSite",
    "project": "Project",
    "made-up project": "Project",
    "organisation": "Organization",
    "programme": "FundingScheme",
    "place": "Place",
    "region": "AdministrativeArea",
    "data": "DataCatalog",
}
# The others are hard to show, but say nothing else; their register is not here.
HERE: Final = [kind for kind, at in KINDS.items() if "/ODD-" not in at]


@pytest.fixture(scope="module")
def client(sampled: Path) -> Iterator[FlaskClient]:
    with served(sampled, licence="CC-BY-4.0", publisher="Izdomātā iestāde") as opened:
        yield opened


def load(url: str, options: dict[str, Any]) -> dict[str, Any]:
    """The context of schema.org; nothing else may be asked for."""
    assert url == str(SDO._NS).rstrip("/")
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}


def described(client: FlaskClient, kind: str, language: str) -> list[dict[str, Any]]:
    """The descriptions of a page as they are written."""
    answer = client.get(address(kind, language), headers={"Accept": "text/html"})
    page = html.document_fromstring(answer.get_data(as_text=True))
    return [json.loads(x.text) for x in page.xpath("//script[@type='application/ld+json']")]


def expanded(document: dict[str, Any]) -> dict[str, Any]:
    """The one thing that a description is about, all its names in full."""
    [found] = jsonld.expand(document, options={"documentLoader": load, "base": "about:none"})
    return dict(found)


def parts(value: object) -> Iterator[dict[str, Any]]:
    """All things within a thing, itself among them."""
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from parts(each)


def values(thing: dict[str, Any], name: str) -> list[str]:
    return [each.get("@value", each.get("@id")) for each in thing.get(SCHEMA + name, [])]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", HERE)
def test_descriptions_are_understood_and_say_something(
    client: FlaskClient, kind: str, language: str
) -> None:
    found = [expanded(document) for document in described(client, kind, language)]
    types = [name.removeprefix(SCHEMA) for thing in found for name in thing["@type"]]
    about = [each for each in types if each != "BreadcrumbList"]
    assert about == ([ABOUT[kind]] if kind in ABOUT else [])
    assert types.count("BreadcrumbList") <= 1
    for part in parts(found):
        assert all(name[0] == "@" or name.startswith(SCHEMA) for name in part)
        assert part.get("@value", "something") not in ("", None)
        # Addresses stand in full: nothing is left to be understood from where it was found.
        assert urlsplit(part.get("@id", "x:")).scheme
        assert part != {}


@pytest.mark.parametrize("kind", ABOUT)
def test_what_a_page_is_about_has_a_name_and_an_address(client: FlaskClient, kind: str) -> None:
    about = expanded(described(client, kind, "en")[0])
    [name], [url] = values(about, "name"), values(about, "url")
    assert name.strip() == name != ""
    at = urlsplit(address(kind, "en")).path
    assert url == (BASE if kind == "home" else BASE.rstrip("/") + at)
    if kind != "home":
        assert client.get(urlsplit(about["@id"]).path).status_code in (200, 303)


def dataset(client: FlaskClient, language: str) -> dict[str, Any]:
    catalogue = expanded(described(client, "data", language)[0])
    [found] = catalogue[f"{SCHEMA}dataset"]
    return dict(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_data_set_has_what_search_engines_require(client: FlaskClient, language: str) -> None:
    found = dataset(client, language)
    assert found["@type"] == [f"{SCHEMA}Dataset"]
    assert values(found, "name") != []
    [description] = values(found, "description")
    assert 50 <= len(description) <= 5000
    assert values(found, "license") == [f"{LICENCES}CC-BY-4.0"]
    [creator] = found[f"{SCHEMA}creator"]
    assert values(creator, "name") == ["Izdomātā iestāde"]
    files = found[f"{SCHEMA}distribution"]
    assert len(files) > 2
    for file in files:
        assert file["@type"] == [f"{SCHEMA}DataDownload"]
        [at], [form] = values(file, "contentUrl"), values(file, "encodingFormat")
        assert client.head(at.removeprefix(BASE.rstrip("/"))).status_code == 200
        assert form.count("/") == 1


def test_a_data_set_without_a_licence_states_none(sampled: Path) -> None:
    with served(sampled, licence="", publisher="") as client:
        found = dataset(client, "en")
    assert {f"{SCHEMA}license", f"{SCHEMA}creator"}.isdisjoint(found)
