# SPDX-License-Identifier: EUPL-1.2
"""What search engines and shared links are told of each page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html

from fundgraph.web import sitemap
from tests.web.reading import served

BASE = "http://localhost:8000"
VOCABULARY = Path(__file__).parents[3] / "shared" / "reference" / "vocab"
PROJECT = "project/1DP-1.5.2.2.2-12-APIA-SIF-176"
PAGES = (
    "", "projects", "organisations", "regions", "programmes", "data", "checks", "about",
    "accessibility", "privacy", PROJECT, "organisation/lv-biedriba-izglitibas-iniciativu-centrs",
    "region/lv-latgale", "place/lv-talsi", "programme/lv-2007-2013-1dp",
)  # fmt: skip


@pytest.fixture(scope="module")
def client(registers: Path) -> Iterator[FlaskClient]:
    """The site of the repository's registers."""
    with served(registers) as opened:
        yield opened


def head(client: FlaskClient, address: str, status: int = 200) -> html.HtmlElement:
    response = client.get(address, headers={"Accept": "text/html"})
    assert response.status_code == status, address
    return next(html.document_fromstring(response.get_data(as_text=True)).iter("head"))


def meta(found: html.HtmlElement) -> dict[str, str]:
    tags = found.xpath(".//meta[@content]")
    return {tag.get("property") or tag.get("name"): tag.get("content") for tag in tags}


def links(found: html.HtmlElement, rel: str) -> dict[str | None, str]:
    named = (
        link
        for link in found.xpath(f".//link[@rel='{rel}']")
        if rel == "canonical" or link.get("hreflang")
    )
    return {link.get("hreflang"): link.get("href") for link in named}


def described(found: html.HtmlElement) -> list[dict[str, Any]]:
    scripts = found.xpath(".//script[@type='application/ld+json']")
    assert all("<" not in script.text for script in scripts)
    return [json.loads(script.text) for script in scripts]


def test_titles_and_descriptions_tell_pages_apart(client: FlaskClient) -> None:
    for language in ("lv", "en"):
        heads = [head(client, f"/{language}/{below}") for below in PAGES]
        for path in (".//title", ".//meta[@name='description']/@content"):
            found = [str(getattr(x, "text", x)) for one in heads for x in one.xpath(path)]
            assert len(found) == len(PAGES)
            assert len(set(found)) == len(PAGES), [x for x in found if found.count(x) > 1]
            assert all(10 < len(text) < 320 for text in found), found


def test_each_version_of_the_vocabulary_has_a_title_of_its_own(client: FlaskClient) -> None:
    (table,) = html.document_fromstring(
        client.get("/ns/esf?lang=en", headers={"Accept": "text/html"}).get_data(as_text=True)
    ).xpath("//section[@aria-labelledby='versions']//table")
    heads = [head(client, href) for href in ["/ns/esf?lang=en", *table.xpath(".//th/a/@href")]]
    assert len(heads) > 3
    assert len({found.findtext("title") for found in heads}) == len(heads)
    assert len({meta(found)["description"] for found in heads}) == len(heads)


def test_the_pages_of_a_list_have_titles_of_their_own(sampled: Path) -> None:
    with served(sampled) as client:
        first, second = (head(client, f"/en/projects{state}") for state in ("", "?page=2"))
    assert first.findtext("title") == second.findtext("title").replace(", page 2 –", " –")
    assert meta(second)["og:title"].endswith(", page 2")
    assert re.search(r" Page 2 of \d+\.$", meta(second)["description"])


@pytest.mark.parametrize("below", PAGES)
def test_each_page_names_its_languages_and_itself(client: FlaskClient, below: str) -> None:
    found = head(client, f"/en/{below}")
    assert links(found, "canonical") == {None: f"{BASE}/en/{below}"}
    anybody = f"{BASE}/{below and f'lv/{below}'}"
    assert links(found, "alternate") == {
        "lv": f"{BASE}/lv/{below}", "en": f"{BASE}/en/{below}", "x-default": anybody
    }  # fmt: skip
    told = meta(found)
    assert told["og:url"] == f"{BASE}/en/{below}"
    assert (told["og:locale"], told["og:description"]) == ("en_GB", told["description"])
    assert "robots" not in told


def test_the_site_map_names_pages_as_they_name_themselves(client: FlaskClient) -> None:
    entry = re.compile(r"<url><loc>(.*?)</loc>.*?</url>")
    alternate = re.compile(r'<xhtml:link rel="alternate" hreflang="([\w-]+)" href="(.*?)"/>')
    text = client.get("/sitemap-0.xml").get_data(as_text=True)
    told = {m[1]: dict(alternate.findall(m[0])) for m in entry.finditer(text)}
    assert {f"{BASE}/en/{below}" for below in PAGES if below != PROJECT} <= set(told)
    titles: dict[str | None, str] = {}
    for address, versions in told.items():
        found = head(client, address.removeprefix(BASE))
        assert links(found, "canonical") == {None: address}
        assert links(found, "alternate") == versions, address
        assert titles.setdefault(found.findtext("title"), address) == address


def test_a_part_of_the_site_map_keeps_below_the_limits(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MOST", 10)
    parts = client.get("/sitemap.xml?small").get_data(as_text=True).count("<loc>")
    sizes = [
        client.get(f"/sitemap-{n}.xml?small").get_data(as_text=True).count("<url>")
        for n in range(parts)
    ]
    assert parts > 10
    assert max(sizes) == 10
    assert client.get(f"/sitemap-{parts}.xml?small").status_code == 404


def test_the_picture_of_shared_links_is_ours_and_small(client: FlaskClient) -> None:
    address = meta(head(client, "/en/"))["og:image"]
    picture = client.get(address.removeprefix(BASE))
    assert (picture.status_code, picture.mimetype) == (200, "image/png")
    assert picture.data.startswith(b"\x89PNG")
    assert len(picture.data) < 20_000


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/lv/projects?sort=title", "/lv/projects"),
        ("/lv/projects?page=1", "/lv/projects"),
        ("/lv/organisations?sort=name", "/lv/organisations"),
        ("/sparql?lang=en", "/sparql?lang=en"),
        ("/ns/esf?lang=lv", "/ns/esf?lang=lv"),
        ("/", "/lv/"),
        ("/lv/about?page=2", "/lv/about"),
        ("/lv/checks?page=1", "/lv/checks"),
        (f"/lv/about?page={'9' * 5000}", "/lv/about"),
        ("/lv/about?page=%D9%A2", "/lv/about"),
    ],
)
def test_one_address_stands_for_the_states_of_a_page(
    client: FlaskClient, address: str, canonical: str
) -> None:
    assert links(head(client, address), "canonical") == {None: BASE + canonical}


@pytest.mark.parametrize(
    "address",
    [
        "/lv/nothing",
        "/lv/projects?q=koalicija",
        "/en/projects?region=lv-riga&page=1",
        "/en/projects?nothing=1",
    ],
)
def test_filtered_lists_and_errors_are_left_out(client: FlaskClient, address: str) -> None:
    found = head(client, address, 404 if address == "/lv/nothing" else 200)
    assert links(found, "canonical") == {}
    assert meta(found)["robots"] == "noindex, follow"


def test_the_other_language_keeps_the_state_of_the_page(client: FlaskClient) -> None:
    body = client.get("/lv/projects?q=%C5%ABdens&sort=title").get_data(as_text=True)
    assert 'href="/en/projects?q=%C5%ABdens&amp;sort=title"' in body


def test_the_way_to_a_page_is_told(client: FlaskClient) -> None:
    [found] = [
        x for x in described(head(client, f"/en/{PROJECT}")) if x["@type"] == "BreadcrumbList"
    ]
    items = found["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert len(items) > 1
    assert items[0] == {
        "@type": "ListItem", "position": 1, "name": "Projects", "item": f"{BASE}/en/projects"
    }  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "/code/status/completed?lang=en",
        "/ns/shapes?lang=en",
        "/data/source/sif/1dp-1.5.2.2.2-12-apia-sif-176.html?lang=en",
    ],
)
def test_the_way_leads_to_pages(client: FlaskClient, address: str) -> None:
    page = client.get(address, headers={"Accept": "text/html"}).get_data(as_text=True)
    ways = [x for x in described(html.fromstring(page)) if x["@type"] == "BreadcrumbList"]
    steps = [step["item"] for way in ways for step in way["itemListElement"]]
    shown = html.fromstring(page).xpath("//nav[@class='crumbs']//a/@href")
    assert steps == [BASE + href for href in shown] != []
    for step in steps:
        assert head(client, step.removeprefix(BASE)) is not None


def test_home_tells_how_the_site_is_searched(client: FlaskClient) -> None:
    [found] = described(head(client, "/lv/"))
    target = found["potentialAction"]["target"]["urlTemplate"]
    assert (
        client.get(target.format(search_term_string="koalicija").removeprefix(BASE)).status_code
        == 200
    )


def test_the_data_page_describes_the_data_set(client: FlaskClient) -> None:
    [found] = [x for x in described(head(client, "/en/data")) if x["@type"] == "DataCatalog"]
    dataset = found["dataset"]
    assert dataset["@type"] == "Dataset"
    for download in dataset["distribution"]:
        assert download["encodingFormat"] in (
            "application/ld+json",
            "application/n-quads",
            "text/turtle",
        )
        assert client.get(download["contentUrl"].removeprefix(BASE)).status_code == 200


@cache
def terms() -> frozenset[str]:
    text = "".join(path.read_text("utf-8") for path in VOCABULARY.glob("schema*"))
    return frozenset(re.findall(r"<?https?://schema\.org/(\w+)>?", text))


def names(value: object) -> Iterator[str]:
    """The types and properties of a description."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "@type":
                yield inner
            elif not name.startswith("@") and name != "query-input":
                yield name
            yield from names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)


@pytest.mark.skipif(
    not VOCABULARY.is_dir(), reason="the vocabularies are not beside the repository"
)
@pytest.mark.parametrize("below", PAGES)
def test_every_term_is_one_of_schema_org(client: FlaskClient, below: str) -> None:
    used = {name for one in described(head(client, f"/en/{below}")) for name in names(one)}
    assert used <= terms(), used - terms()
