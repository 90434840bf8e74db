# SPDX-License-Identifier: EUPL-1.2
"""The code lists: from the words of sources to codes, and back to labels."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from fundgraph.codes import CodeLists, fold, load_code_lists
from fundgraph.resources import concept_files
from fundgraph.vocabulary import CODE, DCTERMS, ESF, RDF, SCHEMES, SKOS

TABLE = Path(__file__).parents[2] / "shared/reference/codes/ted-rdf-mapping_currency.json"

# The lists as the project agreed on them: a code that appears or vanishes is a decision.
CODES = {
    "fund": {"ESF", "ESF-PLUS", "ERDF", "CF", "EAFRD", "EMFF", "JTF", "YEI", "unknown"},
    "period": {"2000-2006", "2007-2013", "2014-2020", "2021-2027"},
    "stage": {"applied", "granted", "contracted", "spent", "certified"},
    "component": {
        "total", "total-eligible", "fund", "public", "national-public", "regional-public",
        "municipal-public", "private", "other",
    },
    "role": {"promoter", "partner", "contractor"},
    "status": {
        "completed", "ongoing", "contracted", "approved", "terminated", "withdrawn", "unknown",
    },
    "level": {
        "programme", "priority", "measure", "activity", "sub-activity", "specific-objective",
    },
    "legal-form": {
        "association-or-foundation", "limited-liability-company", "joint-stock-company",
        "state-institution", "municipality", "municipal-institution",
        "higher-education-institution", "school", "trade-union", "religious-organisation",
        "cooperative", "individual-merchant", "farm", "natural-person", "other", "unknown",
    },
}  # fmt: skip

# Units for one euro, as the regulations print them.
RATES = {
    "ATS": "13.7603", "BEF": "40.3399", "BGN": "1.95583", "CYP": "0.585274", "DEM": "1.95583",
    "EEK": "15.6466", "ESP": "166.386", "EUR": "1", "FIM": "5.94573", "FRF": "6.55957",
    "GRD": "340.750", "HRK": "7.53450", "IEP": "0.787564", "ITL": "1936.27", "LTL": "3.45280",
    "LUF": "40.3399", "LVL": "0.702804", "MTL": "0.429300", "NLG": "2.20371", "PTE": "200.482",
    "SIT": "239.640", "SKK": "30.1260",
}  # fmt: skip


@pytest.fixture(scope="module")
def lists() -> CodeLists:
    return load_code_lists(concept_files())


def test_there_is_one_file_for_each_scheme() -> None:
    assert [path.stem for path in concept_files()] == sorted(SCHEMES)


@pytest.mark.parametrize("scheme", sorted(CODES))
def test_a_list_has_the_codes_agreed_on(lists: CodeLists, scheme: str) -> None:
    assert set(lists.codes(scheme)) == CODES[scheme]
    assert list(lists.codes(scheme)) == sorted(CODES[scheme])


@pytest.mark.parametrize(
    ("scheme", "word", "code"),
    [
        ("status", "Pabeigts", "completed"),
        ("status", "completed", "completed"),
        ("status", "  NOSLĒGTS   LĪGUMS ", "contracted"),
        ("status", "Noslēgts\u00a0līgums", "contracted"),
        ("status", "Īstenošanā", "ongoing"),
        ("status", "Приключен", "completed"),
        ("status", "Käynnissä", "ongoing"),
        ("status", "În implementare", "ongoing"),
        ("status", "Reziliat", "terminated"),
        ("status", "ΟΛΟΚΛΗΡΩΜΈΝΟ", "completed"),
        ("level", "Prioritní osa", "priority"),
        ("level", "Cel szczegółowy", "specific-objective"),
        ("fund", "European Social Fund", "ESF"),
        ("fund", "Eiropas Sociālais fonds", "ESF"),
        ("fund", "ERAF", "ERDF"),
        ("fund", "KF", "CF"),
        ("fund", "Europski socijani fond", "ESF"),
        ("fund", "ESF+", "ESF-PLUS"),
        ("fund", "Eiropas Sociālais fonds Plus", "ESF-PLUS"),
        ("fund", "FSE+", "ESF-PLUS"),
        ("fund", "ЕСФ+", "ESF-PLUS"),
        ("fund", "Taisnīgas pārkārtošanās fonds", "JTF"),
        ("period", "2007–2013", "2007-2013"),
        ("period", "2007-2013", "2007-2013"),
        ("legal-form", "Association/Foundation", "association-or-foundation"),
        ("legal-form", "Biedrība/nodibinājums", "association-or-foundation"),
        ("legal-form", "SIA", "limited-liability-company"),
        ("legal-form", "Spółka z ograniczoną odpowiedzialnością", "limited-liability-company"),
        ("legal-form", "ЕООД", "limited-liability-company"),
        ("legal-form", "S.p.A.", "joint-stock-company"),
        ("legal-form", "VšĮ", "other"),
        ("legal-form", "osoba fizyczna", "natural-person"),
        ("role", "Sadarbības partneri", "partner"),
        ("role", "finansējuma saņēmējs", "promoter"),
        ("currency", "Ls", "LVL"),
        ("currency", "eur", "EUR"),
        ("intervention-field", "117", "117"),
    ],
)
def test_a_word_of_a_source_gives_its_code(
    lists: CodeLists, scheme: str, word: str, code: str
) -> None:
    assert lists.find(scheme, word) == code


@pytest.mark.parametrize("word", ["", "Pabeigtss", "ESF", "ESF_PUBLISKAIS"])
def test_a_word_that_no_concept_has_gives_nothing(lists: CodeLists, word: str) -> None:
    assert lists.find("status", word) is None


def test_labels_are_given_in_both_languages_and_fall_back_on_english(lists: CodeLists) -> None:
    assert lists.label("status", "completed", "lv") == "pabeigts"
    assert lists.label("status", "completed", "en") == "completed"
    assert lists.label("status", "completed", "lt") == "completed"
    assert lists.scheme_label("legal-form", "lv") == "juridiskais statuss"
    assert lists.scheme_label("legal-form", "lt") == "legal form"


def test_what_does_not_exist_is_a_key_error(lists: CodeLists) -> None:
    with pytest.raises(KeyError):
        lists.find("colour", "red")
    with pytest.raises(KeyError):
        lists.label("status", "lost", "en")
    with pytest.raises(KeyError):
        lists.per_euro("XXX")


def test_the_irrevocable_rates_are_those_of_the_regulations(lists: CodeLists) -> None:
    rates = {code: lists.per_euro(code) for code in lists.codes("currency")}
    assert {c: rate for c, rate in rates.items() if rate} == {
        code: Decimal(rate) for code, rate in RATES.items()
    }
    assert rates["GBP"] is None


def test_a_rate_names_its_regulation() -> None:
    graph = _graph("currency")
    rated = list(graph.subjects(ESF.perEuro))
    assert len(rated) == len(RATES)
    assert [str(c) for c in rated if not graph.value(c, DCTERMS.source)] == []
    lats = URIRef(f"{CODE}currency/LVL")
    assert str(graph.value(lats, DCTERMS.source)).endswith("/eli/reg/2013/870/oj")


@pytest.mark.skipif(not TABLE.exists(), reason="the copy of the EU currency table is not here")
def test_a_currency_is_matched_with_an_entry_of_the_eu_table() -> None:
    rows = json.loads(TABLE.read_text())["results"]["bindings"]
    table = {row["code"]["value"]: row["conceptURI"]["value"] for row in rows}
    graph = _graph("currency")
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        notation = str(graph.value(concept, SKOS.notation))
        assert str(graph.value(concept, SKOS.exactMatch)) == table[notation]


@pytest.mark.parametrize("path", concept_files(), ids=lambda path: path.stem)
def test_no_two_concepts_of_a_list_share_a_word(path: Path) -> None:
    graph, owners = _graph(path.stem), defaultdict(set)
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.notation):
        for concept, word in graph.subject_objects(predicate):
            if (concept, RDF.type, SKOS.Concept) in graph:
                owners[fold(str(word))].add(concept)
    assert {word: found for word, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", concept_files(), ids=lambda path: path.stem)
def test_a_concept_says_all_that_a_concept_says(path: Path) -> None:
    graph = _graph(path.stem)
    scheme = URIRef(f"{CODE}{path.stem}")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts
    for concept in concepts:
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme]
        notation = str(concept).removeprefix(f"{CODE}{path.stem}/")
        assert list(graph.objects(concept, SKOS.notation)) == [Literal(notation)]
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert _languages(graph, concept, predicate) == ["en", "lv"]
    for predicate in (SKOS.prefLabel, SKOS.definition):
        assert _languages(graph, scheme, predicate) == ["en", "lv"]


def _graph(scheme: str) -> Graph:
    path = next(path for path in concept_files() if path.stem == scheme)
    return Graph().parse(path)


def _languages(graph: Graph, subject: object, predicate: URIRef) -> list[str]:
    values = graph.objects(subject, predicate)  # type: ignore[arg-type]
    return sorted(str(value.language) for value in values if isinstance(value, Literal))
