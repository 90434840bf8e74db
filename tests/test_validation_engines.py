# SPDX-License-Identifier: EUPL-1.2
"""The two engines of validation: they find the same, and what follows where they do not."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Set
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rdflib import Graph

from fundgraph.config import Settings
from fundgraph.errors import EnginesDisagree
from fundgraph.pipeline import projects
from fundgraph.report import Severity
from fundgraph.sample import write_sample
from fundgraph.sources import locate
from fundgraph.tally import Tally, thing_of, things
from fundgraph.tools import Tools
from fundgraph.validation import (
    BulkValidator,
    Engine,
    Hit,
    Item,
    Method,
    Validator,
    validate_items,
)
from fundgraph.validation.engines import quarrel
from fundgraph.validation.items import Sample, by_item, text
from fundgraph.writers.terms import Triple

from .mutations import Rules, Spoiler, renamed
from .test_shapes import CASES, background
from .test_validation import BAD, EX, GOOD, LOOKED_UP, SHAPES, triples
from .vocabularies import concepts, shapes, shapes_text

# A few more than are promised: some pySHACL cannot read.
MUTATED, PROMISED, BATCH, SEED = 2100, 2000, 100, 20260104


@cache
def engines() -> tuple[BulkValidator, Validator]:
    return BulkValidator(shapes_text(), background()), Validator(shapes_text(), background())


def split(document: str) -> list[Triple]:
    """The triples of N-Triples as rdflib writes them, sorted: rdflib keeps no order."""
    lines = (line[:-2].split(" ", 2) for line in document.splitlines() if line)
    return sorted((s, p, o) for s, p, o in lines)


def ntriples(path: Path) -> str:
    return str(Graph().parse(path).serialize(format="nt"))


def item(name: str, document: str) -> Item[str]:
    return Item(name, f"{EX}{name}", split(document))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_both_find_the_same_in_each_case(path: Path) -> None:
    bulk, reference = engines()
    document = ntriples(path)
    found = bulk.hits(document)
    assert found == reference.judge(document).hits
    assert bool(found) == path.name.startswith("invalid.")


def test_both_find_the_same_in_the_code_lists() -> None:
    document = concepts().serialize(format="nt")
    assert BulkValidator(shapes_text()).hits(document) == set()
    broken = document.replace("/code/fund/ESF>", "/code/fund/other>")
    found = BulkValidator(shapes_text()).hits(broken)
    assert {hit.shape for hit in found} == {"Concept-iri"}
    assert found == Validator(shapes_text()).judge(broken).hits


@cache
def records() -> list[tuple[str, list[Triple]]]:
    """What conforms: the shortest of a made-up register, what they share, and the valid cases."""
    tools = Tools.load(Settings())
    tally = Tally()
    with TemporaryDirectory() as folder:
        _, description = write_sample(Path(folder), 150)
        sources = locate([str(description)], tools.settings)
        mapped = [p.mapped for p in projects(sources, tools.mapper(), tools.codes, tally)]
    made_up = sorted((m.triples for m in mapped), key=len)[:12]
    valid = [split(ntriples(path)) for path in CASES if path.name.startswith("valid.")]
    everything = [*made_up, *list(things(tally.shared))[::6], *valid]
    return [(thing_of(triples[0][0]), triples) for triples in everything]


def spoiled() -> Iterator[str]:
    """Records (N-Triples) with a seeded violation of each rule in turn."""
    spoiler, rules = Spoiler(SEED), Rules(shapes()).all
    fitting = {rule: [r for _, r in records() if rule.subjects(r)] for rule in rules}
    things_of = {id(triples): thing for thing, triples in records()}
    rules = [rule for rule in rules if fitting[rule]]
    for number in range(MUTATED):
        rule = rules[number % len(rules)]
        record, broken = spoiler.spoil(rule, fitting[rule])
        yield renamed(broken, things_of[id(record)], f"-{number}")


def judged(batch: list[str]) -> tuple[list[str], Set[Hit]]:
    """The batch and what pySHACL finds in it, without the records that it cannot read: it breaks
    down over the order of, say, a moment and a number."""
    _, reference = engines()
    try:
        return batch, reference.judge("".join(batch)).hits
    except TypeError:
        if len(batch) == 1:
            return [], set()
        half = len(batch) // 2
        (first, found), (second, more) = judged(batch[:half]), judged(batch[half:])
        return first + second, found | more


def test_both_find_the_same_in_thousands_of_spoiled_records() -> None:
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    bulk, _ = engines()
    broken = spoiled()
    found: set[str] = set()
    compared = 0
    while batch := list(islice(broken, BATCH)):
        documents, expected = judged(batch)
        assert quarrel(bulk.hits("".join(documents)), expected) is None
        found |= {hit.shape for hit in expected}
        compared += len(documents)
    assert compared >= PROMISED
    # Each property shape was violated at least once.
    assert {rule.name for rule in Rules(shapes()).all} - found == set()


def of(engine: Engine, *, sample: int = 0, processes: int = 1, asked: str = SHAPES) -> Method:
    return Method(asked, engine=engine, sample=sample, processes=processes)


def numbered(count: int, every: int) -> list[Item[str]]:
    """Boxes, of which one in so many has a lid of another size."""
    return [
        item(
            f"b{number}",
            triples(
                f"ex:b{number} a ex:Box ; ex:size 3 ; ex:lid <{EX}b{number}#l> . "
                f"<{EX}b{number}#l> ex:size {3 + (number % every == 0)} ."
            ),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("processes", [1, 2])
def test_either_way_gives_the_same_results_in_the_same_order(processes: int) -> None:
    boxes = numbered(60, every=7)
    batches = [boxes[start : start + 10] for start in range(0, 60, 10)]
    bulk = list(validate_items(batches, of(Engine.BULK, sample=5, processes=processes)))
    alone = list(validate_items(batches, of(Engine.PYSHACL, processes=processes)))
    assert bulk == alone
    assert [key for key, _ in bulk] == [f"b{number}" for number in range(0, 60, 7)]
    assert {result.messages["lv"] for _, results in bulk for result in results} == {"Vāks der."}


def test_no_items_have_no_results() -> None:
    for engine in Engine:
        assert list(validate_items([], of(engine))) == []


# What the two engines read differently: rdflib knows a day in a year of its own making.
ORDER = SHAPES.replace("sh:maxLength 4", "sh:maxInclusive 100").replace("sh:Info", "sh:Violation")


def test_a_disagreement_stops_and_names_the_record() -> None:
    year = '"2012"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    asked = ORDER.replace("sh:path ex:handle ; sh:datatype xsd:string", "sh:path ex:handle")
    lid = [item("lid", f"<{EX}lid> <{EX}handle> {year} .\n")]
    assert BulkValidator(asked).hits(text(lid))
    with pytest.raises(EnginesDisagree, match=f"disagree on {EX}lid: only the bulk .*Lid-handle"):
        list(validate_items([lid], of(Engine.BULK, asked=asked)))
    assert list(validate_items([lid], of(Engine.PYSHACL, asked=asked))) == []
    assert EnginesDisagree.exit_code == 6


def test_values_that_the_datatype_refuses_may_have_no_order() -> None:
    year = '"2012"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    lid = [item("lid", f"<{EX}lid> <{EX}handle> {year} .\n")]
    found = list(validate_items([lid], of(Engine.BULK, asked=ORDER)))
    assert [result.shape for _, results in found for result in results] == ["Lid-handle"]


def test_a_quarrel_is_about_more_than_values_that_both_refuse() -> None:
    refused = Hit("a#b", "S", "DatatypeConstraintComponent", Severity.VIOLATION)
    order = Hit("a#c", "T", "MinInclusiveConstraintComponent", Severity.WARNING)
    count = order._replace(component="MinCountConstraintComponent")
    assert quarrel({refused, order}, {refused}) is None
    assert quarrel({refused}, {refused, order}) is None
    assert quarrel({order}, set()) == order
    assert quarrel({refused}, set()) == refused
    assert quarrel({refused, count}, {refused}) == count
    assert quarrel({refused, order._replace(focus="b")}, {refused}) == order._replace(focus="b")
    tip = refused._replace(severity=Severity.INFO)
    assert quarrel({tip, order}, {tip}) == order


def test_the_sample_finds_what_the_bulk_engine_misses() -> None:
    # The engine reads no product of zero and a fraction that is hidden in a longer one.
    hidden = SHAPES.replace("FILTER (?lid != ?value)", "FILTER ((?value) * ?lid < 1)")
    sound = [item(f"a{n}", triples(f"ex:a{n} a ex:Box ; ex:size 3 .")) for n in range(20)]
    box = item(
        "b", triples(f"ex:b a ex:Box ; ex:size 0.0 ; ex:lid <{EX}b#l> . <{EX}b#l> ex:size 0.7 .")
    )
    assert list(validate_items([[*sound, box]], of(Engine.BULK, asked=hidden))) == []
    with pytest.raises(EnginesDisagree, match=f"disagree on {EX}b: only pySHACL finds Box-lid"):
        list(validate_items([[*sound, box]], of(Engine.BULK, sample=21, asked=hidden)))


def test_a_product_of_zero_is_a_number() -> None:
    """The bulk engine alone has none of zero and a fraction."""
    lid = SHAPES.replace("FILTER (?lid != ?value)", "FILTER (?lid * ?value < 1)")
    document = triples("ex:b a ex:Box ; ex:size 0.0 ; ex:lid ex:l . ex:l ex:size 0.702804 .")
    assert {hit.shape for hit in BulkValidator(lid).hits(document)} == {"Box-lid"}
    assert BulkValidator(lid).hits(document) == Validator(lid).judge(document).hits


@pytest.mark.parametrize("aim", ["targetClass ex:Box", "targetSubjectsOf ex:lid"])
def test_a_query_for_the_batch_finds_only_targets_of_its_shape(aim: str) -> None:
    asked = SHAPES.replace("targetClass ex:Box", aim)
    crate = BAD.replace(f"<{EX}Box>", f"<{EX}Crate>")
    for document in (GOOD, BAD, crate, GOOD + crate):
        assert BulkValidator(asked).hits(document) == Validator(asked).judge(document).hits


def test_the_background_is_looked_up_but_not_validated() -> None:
    batch = triples("ex:b a ex:Box ; ex:size 3 ; ex:lid ex:l .")
    lid = f"<{EX}l> <http://purl.org/dc/terms/isPartOf> <{EX}x> .\n"
    parts = SHAPES.replace("ex:handle", "<http://purl.org/dc/terms/isPartOf>")
    for asked, document in ((LOOKED_UP, batch), (parts, batch), (parts, lid)):
        found = BulkValidator(asked, lid).hits(document)
        assert found == Validator(asked, lid).judge(document).hits
        assert bool(found) == ((asked, document) != (parts, batch))


def test_a_sample_is_the_same_for_a_seed_in_whatever_order() -> None:
    boxes = numbered(200, every=10)

    def drawn(items: list[Item[str]], size: int, seed: str) -> list[str]:
        sample: Sample[str] = Sample(size, seed)
        for one in items:
            sample.offer(one)
        return [one.key for one in sample.items()]

    first = drawn(boxes, 20, "a")
    assert len(set(first)) == 20
    assert set(drawn(boxes[::-1], 20, "a")) == set(first)
    assert drawn(boxes, 20, "b") != first
    assert first == [one.key for one in boxes if one.key in first]
    assert drawn(boxes[:5], 20, "a") == [one.key for one in boxes[:5]]
    assert drawn(boxes, 0, "a") == []


def test_a_finding_belongs_to_the_thing_then_to_who_describes_then_to_who_names_it() -> None:
    a = item("a", triples(f"ex:a ex:in ex:town . <{EX}a#part> ex:in ex:town ."))
    b = item("b", triples("ex:file ex:publisher ex:p . ex:b ex:in ex:town ; ex:source ex:file ."))
    c = item("c", triples('ex:c ex:source ex:file ; ex:note "Rīga" .'))
    owners = {
        node: [one.key for one in by_item([a, b, c], [node], str)]
        for node in (f"{EX}a#part", f"{EX}c", f"{EX}file", f"{EX}town", "Rīga", f"{EX}nowhere")
    }
    assert list(owners.values()) == [["a"], ["c"], ["b"], ["a", "b"], ["c"], ["a", "b", "c"]]
