# SPDX-License-Identifier: EUPL-1.2
"""Lists of names, in which commas also stand inside names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundgraph.sources.names import quotes_pair, split_names

QUOTATIONS = ("„{}”", "”{}”", '"{}"', "“{}”", "„{}“", "«{}»", "{}")
NAMES = st.text(alphabet="abcāēž ", min_size=1).map(lambda text: f"X{' '.join(text.split())}x")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Biedrība „A”,Biedrība ”B”", ["Biedrība „A”", "Biedrība ”B”"]),
        ("Biedrība „A, B un C”,SIA ”D”", ["Biedrība „A, B un C”", "SIA ”D”"]),
        ("Biedrība „A,B”,SIA D", ["Biedrība „A,B”", "SIA D"]),
        ('Biedrība "A", SIA "B"', ['Biedrība "A"', 'SIA "B"']),
        ("Biedrība A, biedrība B", ["Biedrība A", "biedrība B"]),
        ("Rīgas, Jelgavas un Ogres centrs", ["Rīgas, Jelgavas un Ogres centrs"]),
        ("SIA „Firma „A”,SIA „B”", ["SIA „Firma „A”", "SIA „B”"]),
        ("SIA „Firma „A”, SIA „B”", ["SIA „Firma „A”", "SIA „B”"]),
        ('SIA "A "B, C" D",SIA E', ['SIA "A "B, C" D"', "SIA E"]),
        ("A;B; C,D", ["A", "B", "C", "D"]),
        ("A (Rīga, Ogre), B", ["A (Rīga, Ogre)", "B"]),
        ("A,,B,", ["A", "B"]),
        ("  Biedrība\u00a0„A” ,SIA B", ["Biedrība „A”", "SIA B"]),
        ("-", []),
        ("", []),
        ("nav", []),
    ],
)
def test_names_are_parted_outside_quotation_marks(text: str, names: list[str]) -> None:
    assert list(split_names(text)) == names


def test_marks_that_do_not_pair_part_at_commas_without_a_space() -> None:
    text = "Biedrība „A,SIA B, C un D,E”"
    assert quotes_pair(text)
    broken = 'Biedrība "A,SIA B, C un D'
    assert not quotes_pair(broken)
    assert split_names(broken) == ('Biedrība "A', "SIA B, C un D")


@given(st.lists(st.tuples(st.sampled_from(QUOTATIONS), NAMES), min_size=1, max_size=6))
def test_joined_names_come_apart_again(parts: list[tuple[str, str]]) -> None:
    names = [f"SIA {quotation.format(name)}" for quotation, name in parts]
    assert list(split_names(",".join(names))) == names


@given(st.text(alphabet='„”",; aB()', max_size=80))
def test_splitting_loses_no_letter(text: str) -> None:
    letters = [character for character in text if character in "aB"]
    assert [c for name in split_names(text) for c in name if c in "aB"] == letters
