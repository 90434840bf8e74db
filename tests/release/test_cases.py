# SPDX-License-Identifier: EUPL-1.2
"""Findings by rule: what is said of many rows is said once, and nothing is lost."""

import pytest

from fundgraph.release.cases import by_rule, sentence
from fundgraph.report import Finding, Severity


def finding(
    rule: str,
    message: str,
    row: int | None,
    *,
    value: str | None = None,
    severity: Severity = Severity.WARNING,
) -> Finding:
    messages = {"en": message, "lv": message.upper()}
    return Finding(severity, rule, messages, "a.csv", row, "Region", f"P/{row}", value=value)


def unknown(value: str, row: int) -> Finding:
    return finding("unknown-region", f"“{value}” is no known region; kept", row, value=value)


def same(row: int, first: int) -> Finding:
    return finding("same-row", f"the row says what row {first} says; remove one", row)


def test_the_gravest_first_then_by_rule() -> None:
    found = [
        finding("b", "x", 1, severity=Severity.INFO),
        finding("z", "x", 2),
        finding("a", "x", 3),
        finding("y", "x", 4, severity=Severity.VIOLATION),
    ]
    assert [group.rule for group in by_rule(found)] == ["y", "a", "z", "b"]


def test_rows_of_one_value_are_one_case_and_the_most_frequent_comes_first() -> None:
    (group,) = by_rule([unknown("East", 9), *(unknown("West", row) for row in (5, 3, 4, 8))])
    assert len(group) == 5
    assert [(case.first.value, case.rows()) for case in group.cases] == [
        ("West", [(3, 5), (8, 8)]),
        ("East", [(9, 9)]),
    ]
    assert [case.project for case in group.cases] == [None, "P/9"]


def test_what_differs_by_the_value_only_is_explained_once() -> None:
    (group,) = by_rule([unknown("East", 9), unknown("Eastern", 10)])
    assert group.alike
    assert group.explanation("en") == "“…” is no known region; kept"


def test_what_differs_stands_in_the_gap() -> None:
    (group,) = by_rule([same(31, 12), same(32, 120), same(33, 1)])
    assert not group.alike
    assert group.explanation("en") == "the row says what row … says; remove one"
    assert group.explanation("lv") == "THE ROW SAYS WHAT ROW … SAYS; REMOVE ONE"
    assert group.differing("en") == ["12", "120", "1"]


def test_sentences_without_a_word_in_common_are_all_gap() -> None:
    (group,) = by_rule([finding("odd", "alpha", 1), finding("odd", "beta", 2)])
    assert group.explanation("en") == "…"
    assert group.differing("en") == ["alpha", "beta"]


def test_one_case_says_its_value() -> None:
    (group,) = by_rule([unknown("East", 9)])
    assert group.explanation("en") == "“East” is no known region; kept"


def test_a_finding_of_the_whole_file_has_no_rows() -> None:
    (group,) = by_rule([finding("whole", "x", None)])
    assert group.cases[0].rows() == []


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("ēka", "Ēka."),
        ("kept.", "Kept."),
        ("why?", "Why?"),
        ("stop!", "Stop!"),
        ("and …", "And …"),
    ],
)
def test_a_sentence_has_a_capital_letter_and_one_end(told: str, shown: str) -> None:
    assert sentence(told) == shown
