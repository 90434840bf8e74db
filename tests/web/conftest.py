# SPDX-License-Identifier: EUPL-1.2
"""A small made-up release, whole and real, and the site that serves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from fundgraph.catalog import DumpFacts, RegisterFacts, ReleaseFacts, catalogue
from fundgraph.config import Settings
from fundgraph.iris import Minter
from fundgraph.release.build import load_store, seal, write_catalogue, write_reports
from fundgraph.release.dumps import Dumps
from fundgraph.release.manifest import Manifest, sha256
from fundgraph.release.switch import make_current
from fundgraph.report import Report
from fundgraph.resources import ontology_file
from fundgraph.store.index import Index, IndexBuilder, OrganisationRow, ProjectRow, RegionRow
from fundgraph.web.app import create_app
from fundgraph.writers import Triple, load_context
from tests.over_http import reached
from tests.published import DATA, fundgraph
from tests.published import releases as published_releases

BASE = "http://localhost:8000/"
FIRST = "2026-11-22T101500Z-0001"
SECOND = "2026-11-23T101500Z-0002"
GRAPH = f"{BASE}data/graph/made-up"
ESF = "https://w3id.org/fundgraph/esf#"
DCT = "http://purl.org/dc/terms/"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
UNICODE = "ŪM-2014-1.5"
PLAIN = "MU-2013-7"


def term(below: str) -> str:
    return f"<{BASE}{below}>"


def project(slug: str, number: str, title: str) -> list[Triple]:
    subject, amount = term(f"id/project/{slug}"), term(f"id/project/{slug}#granted-total-eur")
    return [
        (subject, TYPE, f"<{ESF}Project>"),
        (subject, f"<{DCT}identifier>", f'"{number}"'),
        (subject, f"<{DCT}title>", f'"{title}"@lv'),
        (subject, f"<{ESF}region>", term("id/region/lv-kurzeme")),
        (subject, f"<{ESF}promoter>", term("id/organisation/lv-alfa")),
        (subject, f"<{ESF}amount>", amount),
        (amount, TYPE, f"<{ESF}Amount>"),
        (
            amount,
            "<https://schema.org/value>",
            f'"{1000}"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        ),
    ]


def shared() -> list[list[Triple]]:
    region, place = term("id/region/lv-kurzeme"), term("id/place/lv-talsi")
    organisation, file = term("id/organisation/lv-alfa"), term("data/source/made-up/projects.csv")
    location = f"<{DCT}Location>"
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    return [
        [(region, TYPE, location), (region, label, '"Kurzeme"@lv')],
        [(place, TYPE, location), (place, f"<{DCT}isPartOf>", region)],
        [
            (organisation, TYPE, "<http://www.w3.org/ns/org#FormalOrganization>"),
            (organisation, "<http://www.w3.org/ns/legal#legalName>", '"Alfa"@lv'),
        ],
        [(file, f"<{DCT}title>", '"projects.csv"')],
        [(term("id/organisation/lv-alpha"), f"<{DCT}isReplacedBy>", organisation)],
    ]


def index(path: Path, more: Sequence[str]) -> None:
    with IndexBuilder(path) as built:
        for slug, number, title in (
            (PLAIN, "MU/2013/7", "Tilts"),
            (UNICODE, "ŪM/2014/1.5", "Ūdens"),
            *((slug, slug, slug) for slug in more),
        ):
            built.add(
                ProjectRow(
                    slug=slug,
                    iri=f"{BASE}id/project/{slug}",
                    number=number,
                    title=title,
                    title_language="lv",
                    graph=GRAPH,
                    promoter="lv-alfa",
                    regions=("lv-kurzeme",),
                    organisations=(("lv-alfa", "promoter"),),
                )
            )
        built.add(OrganisationRow("lv-alfa", "Alfa", "lv"))
        built.add(RegionRow("lv-kurzeme", "Kurzeme", "Kurzeme"))


def facts(identifier: str, dump: Path, triples: int) -> ReleaseFacts:
    register = RegisterFacts(
        name="made-up",
        titles={"lv": "Izdomāts reģistrs", "en": "A made-up register"},
        publisher="Nobody",
        licence="CC0-1.0",
        made_up=True,
        graph=GRAPH,
        triples=triples,
        projects=2,
    )
    return ReleaseFacts(
        release=identifier,
        issued=datetime(2026, 11, 22, 10, 15, tzinfo=UTC),
        registers=(register,),
        dumps=(DumpFacts(dump.name, "nq", dump.stat().st_size, sha256(dump), triples),),
        triples=triples,
        entities=5,
        classes={f"<{ESF}Project>": 2},
        properties={f"<{DCT}title>": 3},
        example=f"{BASE}id/project/{PLAIN}",
    )


def build_release(
    releases: Path, identifier: str, *, title: str = "Tilts", more: Sequence[str] = ()
) -> None:
    """A release of two projects (and `more`, by their slugs) in a folder of releases, made the
    current one."""
    folder, minter = releases / identifier, Minter(BASE)
    folder.mkdir(parents=True)
    context = load_context(ontology_file("context.jsonld"))
    with Dumps(folder / "dumps", base=BASE, context=context) as dumps:
        dumps.write(project(PLAIN, "MU/2013/7", title), GRAPH)
        dumps.write(project(UNICODE, "ŪM/2014/1.5", "Ūdens"), GRAPH)
        for slug in more:
            dumps.write(project(slug, slug, slug), GRAPH)
        for group in shared():
            dumps.write(group, minter.graph("shared"))
    written = dumps.statistics.graphs
    dump = folder / "dumps" / "projects.nq.gz"
    described = catalogue(facts(identifier, dump, written.total()), Settings(base_iri=BASE))
    counts = load_store(folder, minter, written, described)
    write_catalogue(folder, described)
    write_reports(folder, Report(), minter)
    index(folder / "search.sqlite", more)
    manifest = Manifest(
        release=identifier,
        created="2026-11-22T10:15:00+00:00",
        software="0.1.0",
        vocabulary="0.1.0",
        base_iri=BASE,
        fingerprint=identifier[-4:],
        counts={"projects": 2, "statements": sum(counts.values())},
        graphs=counts,
        sources=(),
    )
    seal(folder, manifest)
    make_current(releases, identifier)


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("releases")
    build_release(folder, FIRST)
    return folder


@pytest.fixture(scope="session")
def settings(releases: Path) -> Settings:
    return Settings(base_iri=BASE, releases_dir=str(releases))


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    made = create_app(settings)
    yield made
    made.extensions["fundgraph"].releases.close()


@pytest.fixture(scope="session")
def over_http(app: Flask) -> Iterator[str]:
    """The address of the small release on loopback, for clients that ask by themselves."""
    with reached(app) as address:
        yield f"{address}/"


@pytest.fixture(scope="session")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The releases of the repository's registers alone: one real project, some made up."""
    folder = tmp_path_factory.mktemp("registers")
    fundgraph(folder, "publish", str(DATA))
    return published_releases(folder)


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The releases of the repository's registers beside a made-up one of 200 projects."""
    folder = tmp_path_factory.mktemp("sampled")
    fundgraph(folder, "sample", "200", "--out", "sample")
    fundgraph(folder, "publish", "sample", str(DATA))
    return published_releases(folder)


@pytest.fixture(scope="module")
def site(sampled: Path) -> Iterator[Flask]:
    """The site of these registers."""
    app = create_app(Settings(releases_dir=str(sampled)))
    yield app
    app.extensions["fundgraph"].releases.close()


@pytest.fixture(name="index")
def index_of_site(site: Flask) -> Index:
    """The search index of the site that a module has."""
    found: Index = site.extensions["fundgraph"].releases.current().index
    return found


class BufferedClient(FlaskClient):
    """Reads each answer to its end and closes it, as a server does."""

    def open(self, *arguments: Any, **named: Any) -> TestResponse:
        return super().open(*arguments, **{"buffered": True, **named})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return BufferedClient(app, app.response_class)
