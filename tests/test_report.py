# SPDX-License-Identifier: EUPL-1.2
"""What a finding says to readers, and what it says to stewards."""

import pytest
from rdflib import Graph

from fundgraph.report import Finding, Severity, remedy_of
from fundgraph.sources.findings import found
from fundgraph.sources.rules import RULES
from fundgraph.tools import all_shapes
from fundgraph.validation.shape_graph import messages
from fundgraph.vocabulary import ESFSH

# Violations stop a publish: no reader meets them.
SEEN = ("Amount-parts", "Amount-rounding", "Project-spent", "Project-end", "Site-town")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_tells_what_is_odd_and_then_what_to_do(rule: str) -> None:
    told = RULES[rule]
    for language, whole in (("en", told.en), ("lv", told.lv)):
        remedy = told.remedies[language]
        assert remedy and whole.endswith(remedy)
        assert not remedy.startswith(("until", "up to", "līdz"))


@pytest.mark.parametrize("rule", SEEN)
def test_shapes_tell_what_is_odd_and_then_what_to_do(rule: str) -> None:
    shapes = Graph().parse(data=all_shapes(), format="turtle")
    for whole in messages(shapes, ESFSH[rule]).values():
        remedy = remedy_of(whole)
        assert remedy and whole.endswith(remedy)


def test_the_value_of_a_finding_parts_no_sentence() -> None:
    one = found("unknown-region", file="a.csv", value="Kaut kur; tur: tad")
    assert one.said("en") == "“Kaut kur; tur: tad” is no known region; it is kept as published"
    assert one.remedy("en") == "write the name of a region, or its NUTS code"
    assert one.message == f"{one.said('en')}: {one.remedy('en')}"
    assert one.said("lv").startswith("„Kaut kur; tur: tad” nav zināms reģions")


def test_a_finding_without_remedies_is_told_whole() -> None:
    one = Finding(Severity.WARNING, "x", {"en": "odd; mend it"}, "a.csv")
    assert (one.said("lv"), one.remedy("lv")) == ("odd; mend it", "")
