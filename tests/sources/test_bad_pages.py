# SPDX-License-Identifier: EUPL-1.2
"""Bad pages: each one sentence, none stops the others, nothing is read by half."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fundgraph.codes import CodeLists
from fundgraph.errors import SourceError
from fundgraph.reference import Reference
from fundgraph.sources import opening
from fundgraph.sources.rules import RULES, UNREADABLE
from tests.sources.made_up import FORMS, fields, printed, read_all, read_text, table

PAGE = printed()

REFUSED = [
    (fields(number=""), "missing-number", "Project number", "number is missing"),
    (fields(number=" - "), "missing-number", "Project number", "number is missing"),
    (fields(without=["number"]), "missing-number", "Project number", "number is missing"),
    (fields(start="31.02.2012."), "garbled-date", "Start date of project", "“31.02.2012.” is not"),
    (fields(end="drīz"), "garbled-date", "Project finish date", "write it as 2012-09-01"),
    (fields(modified="2013-10"), "garbled-date", "Last change", "“2013-10” is not a date"),
    (fields(printed="25/06/21"), "garbled-date", "Date of printing", "is not a date"),
    (fields(granted="1.234 EUR"), "garbled-amount", "ESF Funding", "“1.234 EUR” cannot be read"),
    (fields(granted_fund="9OO EUR"), "garbled-amount", "• ESF Funding", "write it as 25 623.18"),
    (fields(spent="12"), "garbled-amount", "Total ESF spent", "“12” cannot be read"),
]


@pytest.mark.parametrize(("values", "rule", "label", "words"), REFUSED)
@pytest.mark.parametrize("form", ["printed", "definitions"])
def test_refused_records_say_file_line_field_and_what_to_write(
    form: str,
    values: dict[str, tuple[str, str]],
    rule: str,
    label: str,
    words: str,
    tmp_path: Path,
    reference: Reference,
    codes: CodeLists,
) -> None:
    entry = read_text(FORMS[form](values), tmp_path, reference, codes)
    assert entry.record is None
    assert not entry.skipped
    (finding,) = entry.findings
    assert (finding.rule, finding.file) == (rule, "page.html")
    assert finding.field == label
    assert words in finding.message
    assert set(finding.messages) == {"en", "lv"}
    if "number" in values and values["number"][1].strip(" -"):
        assert finding.project == "IZDOMATS/1"
        assert finding.row is not None
        line = (tmp_path / "page.html").read_text(encoding="utf-8").splitlines()[finding.row - 1]
        assert label.removeprefix("• ") in line


def test_money_is_added_up_even_where_the_record_is_refused(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    entry = read_text(printed(fields(number="", spent="x")), tmp_path, reference, codes)
    assert entry.record is None
    assert {finding.rule for finding in entry.findings} == {"missing-number", "garbled-amount"}
    assert len(entry.cells) == 8


CUT = PAGE[: PAGE.index("Start date")].encode()
BAD = [
    (b"", "empty-file", "is empty"),
    (b" \r\n\t\n", "empty-file", "is empty"),
    (b"Labdien!\nStatus: labs\n", "no-register-page", "is no register page"),
    (b"<html><body><h1>Home</h1><p>News</p></body></html>", "no-register-page", "no register page"),
    (b"number;title\n1;A\n", "no-register-page", "is no register page"),
    (b"<div>" * 5000, "no-register-page", "is no register page"),
    (CUT, "cut-page", "the page ends after “Partner(s)” (line 25)"),
    (PAGE.encode()[: len(CUT) // 2], "cut-page", "the page ends after"),
    (table().encode()[:1500], "cut-page", "the page ends after"),
    (table().encode()[:1501], "cut-page", "fetch the whole page again"),
    (b"%PDF-1.4\n\0\0\0", "binary-file", "is a binary file"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary-file", "is a binary file"),
    (PAGE.encode().replace("ī".encode(), b"\xff", 1), "damaged-text", "first bad byte is number"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "rule", "words"), BAD)
def test_a_bad_page_alone_is_one_sentence(
    data: bytes, rule: str, words: str, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_all([page], reference, codes)
    sentence = str(caught.value)
    assert words in sentence
    assert str(page) in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(("data", "rule", "words"), BAD)
def test_a_bad_page_among_others_is_a_finding(
    data: bytes, rule: str, words: str, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    bad, good = tmp_path / "bad.html", tmp_path / "good.txt"
    bad.write_bytes(data)
    good.write_text(PAGE, encoding="utf-8")
    first, second = read_all([bad, good], reference, codes)
    assert first.record is None
    assert [(finding.rule, finding.file) for finding in first.findings] == [(rule, "bad.html")]
    assert words in first.findings[0].message
    assert second.record is not None


def test_bad_pages_alone_in_a_folder_give_the_first_reason(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    pages = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for page in pages:
        page.write_bytes(b"")
    with pytest.raises(SourceError, match=r"a\.txt is empty"):
        read_all(pages, reference, codes)


def test_a_page_that_vanished_or_is_a_folder(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    for page in (tmp_path / "gone.txt", tmp_path):
        with pytest.raises(SourceError, match="cannot be read: "):
            read_all([page], reference, codes)


def test_a_huge_page_is_refused_unread(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    page = tmp_path / "huge.txt"
    with page.open("wb") as file:
        file.truncate(opening.LARGEST_PAGE + 1)
    with pytest.raises(SourceError, match="has 10000001 bytes, more than the 10000000"):
        read_all([page], reference, codes)


HOSTILE = [
    "„" * 100_000,
    '"' * 100_000,
    "a, " * 50_000,
    "Latgalē - " * 20_000,
    "un " * 50_000,
    "Rīga un " * 20_000,
    "1 " * 50_000,
    "(" * 100_000,
]


@pytest.mark.parametrize("name", ["partners", "places", "regions", "granted", "address"])
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value[:3])
def test_hostile_values_are_read_in_a_moment(
    name: str, value: str, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    entry = read_text(printed(fields(**{name: value})), tmp_path, reference, codes)
    assert entry.record is not None or entry.findings


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_pages_never_break_the_reader(
    data: st.DataObject, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    raw = FORMS[data.draw(st.sampled_from(sorted(FORMS)))]().encode()
    small = st.integers(0, 40)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(raw)))
        raw = raw[:at] + data.draw(st.binary(max_size=6)) + raw[at + data.draw(small) :]
    page, other = tmp_path / "page.html", tmp_path / "other.txt"
    page.write_bytes(raw)
    other.write_text(PAGE, encoding="utf-8")
    first, second = read_all([page, other], reference, codes)
    assert first.record is not None or first.findings
    assert second.record is not None


@pytest.mark.parametrize("name", RULES)
def test_every_rule_speaks_both_languages(name: str) -> None:
    rule = RULES[name]
    assert rule.en and rule.lv and rule.en != rule.lv
    words = {part.partition("}")[0] for part in rule.en.split("{")[1:]}
    assert {part.partition("}")[0] for part in rule.lv.split("{")[1:]} == words
    assert rule.refuses or name not in UNREADABLE
    # Each follows a place and a colon; whoever prints it as a sentence of its own begins it so.
    assert not any(sentence[0].isupper() for sentence in (rule.en, rule.lv))
