# SPDX-License-Identifier: EUPL-1.2
"""The vocabulary's examples: they conform to the shapes, and JSON-LD says what Turtle says."""

import json
from pathlib import Path

from pyld import jsonld
from rdflib import Graph

from fundgraph.config import Settings
from fundgraph.report import Severity
from fundgraph.resources import folder, ontology_file
from fundgraph.tools import Tools, all_shapes
from fundgraph.validation import Validator
from fundgraph.vocabulary import ESF, RDF

EXAMPLES = folder("ontology") / "examples"
CONTEXT = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))


def turtle() -> Graph:
    return Graph().parse(EXAMPLES / "project.ttl")


def offline(address: str, options: object) -> dict[str, object]:
    """The context by its address, without a network."""
    assert address.endswith("/ns/context.jsonld")
    return {"document": CONTEXT, "documentUrl": address, "contextUrl": None}


def test_example_conforms() -> None:
    graph = turtle()
    assert set(graph.objects(None, RDF.type)) >= {ESF.Project, ESF.Amount, ESF.Participation}
    validator = Validator(all_shapes(), Tools.load(Settings()).background())
    results = validator.validate(graph.serialize(format="nt"))
    assert not [result for result in results if result.severity is Severity.VIOLATION]


def test_json_says_what_turtle_says() -> None:
    document = json.loads((EXAMPLES / "project.jsonld").read_text(encoding="utf-8"))
    options = {"format": "application/n-quads", "documentLoader": offline}
    found = Graph().parse(data=jsonld.to_rdf(document, options), format="nt")
    assert len(found) > 40
    assert not set(found) - set(turtle())


def test_json_reads_like_plain_json() -> None:
    text = (EXAMPLES / "project.jsonld").read_text(encoding="utf-8")
    document = json.loads(text)
    assert document["type"] == "Project"
    assert isinstance(document["grantedEUR"], str)
    assert isinstance(document["regions"], list)
    assert ":" not in " ".join(document).replace("@context", "")
    assert Path(EXAMPLES / "project.jsonld").stat().st_size < 20_000
