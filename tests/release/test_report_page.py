# SPDX-License-Identifier: EUPL-1.2
"""The report as a page: everything is in it, nothing is fetched, strangers' values are text."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from lxml import html

from fundgraph.errors import MachineRefuses
from fundgraph.release.report_page import write_page
from fundgraph.report import Finding, Overview, Report, Severity, Sum

DAY = date(2026, 11, 5)
SUMS = (
    Sum("Kopā", "EUR", Decimal("1234.5"), Decimal("1234.50")),
    Sum("Valsts", "EUR", Decimal("100"), Decimal("75.25")),
)
OVERVIEW = Overview(
    ("a.csv",), 1500, 1490, organisations=320, merged=4, refused=5, skipped=1, sums=SUMS
)
HOSTILE = (
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% raw %} </style> &lt;b&gt;",
    "\u202eevil\x00\x1b[31m",
)


def found(value: str | None = None, row: int | None = 7, **more: object) -> Finding:
    known = {
        "severity": Severity.WARNING,
        "rule": "garbled-date",
        "messages": {"en": f"“{value}” is not a date", "lv": f"„{value}” nav datums"},
        "file": "a.csv",
        "field": "Sākums",
    }
    return Finding(**{**known, "row": row, "value": value, **more})  # type: ignore[arg-type]


def page(
    tmp_path: Path,
    findings: Sequence[Finding] = (),
    *,
    overview: Overview = OVERVIEW,
    language: str = "en",
) -> html.HtmlElement:
    path = tmp_path / "report.html"
    write_page(path, Report(tuple(findings)), overview, language=language, day=DAY)
    return html.fromstring(path.read_bytes())


def text(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content().replace("\u00a0", " "))


def test_what_was_read(tmp_path: Path) -> None:
    whole = page(tmp_path)
    assert text(whole.find(".//h1")) == "Check of a.csv"
    facts = [text(one) for one in whole.findall(".//dl[@class='facts']/div//b")]
    assert facts == ["1,500", "1,490", "320", "4", "5", "1"]
    assert "1,500 = 1,490 + 4 + 5 + 1." in text(whole)
    assert "Checked on 5 November 2026" in text(whole)


@pytest.mark.parametrize(
    ("files", "place"),
    [
        (("a.csv", "b.xlsx"), "Row"),
        (("a.HTML", "b.txt"), "Line"),
        (("a.csv", "b.txt"), "Row or line"),
    ],
)
def test_places_are_called_as_their_files_have_them(
    tmp_path: Path, files: Sequence[str], place: str
) -> None:
    whole = page(tmp_path, [found("x", file=file) for file in files])
    assert place in [text(one) for one in whole.findall(".//th")]


def test_levels_of_programmes_are_told_where_there_are_any(tmp_path: Path) -> None:
    whole = text(page(tmp_path, overview=Overview(("a.csv",), 9, 2, levels=7)))
    assert "Levels of programmes7" in whole
    assert "9 = 2 + 7 + 0 + 0 + 0." in whole


def test_sums_are_compared_in_words(tmp_path: Path) -> None:
    rows = [text(row) for row in page(tmp_path).xpath("//section[@aria-labelledby='sums']//tr")]
    assert rows[1] == "KopāEUR1,234.501,234.50= equal"
    assert rows[2] == "ValstsEUR100.0075.25≠ different by -24.75"


def test_cells_that_are_no_amounts_are_counted(tmp_path: Path) -> None:
    sums = (Sum("A", "EUR", Decimal(1), Decimal(1), unread=2),)
    told = text(page(tmp_path, overview=Overview(("a.csv",), 3, 3, sums=sums)))
    assert "≠ cells that are not amounts: 2" in told
    assert "different" not in told


def test_latvian(tmp_path: Path) -> None:
    whole = page(tmp_path, [found("rīt")], language="lv")
    assert whole.get("lang") == "lv"
    assert "„rīt” nav datums." in text(whole)
    assert "05.11.2026." in text(whole)
    assert "1 234,50" in text(whole)


def test_another_language_is_english(tmp_path: Path) -> None:
    assert page(tmp_path, language="de").get("lang") == "en"


def test_violations_are_told_first(tmp_path: Path) -> None:
    grave = found("x", severity=Severity.VIOLATION, rule="Project-dates")
    whole = page(tmp_path, [found("y"), grave])
    assert "Not fit to be published" in text(whole.find(".//main/div"))
    assert [text(head) for head in whole.findall(".//h3")] == [
        "Project-dates × 1",
        "garbled-date × 1",
    ]


def test_examples_are_few_and_all_rows_stand_behind(tmp_path: Path) -> None:
    whole = page(tmp_path, [found(f"v{number}", number + 2) for number in range(40)])
    (group,) = whole.xpath("//section[@class='rule']")
    assert len(group.xpath("./table/tbody/tr")) == 5
    rows = group.xpath("./details/table/tbody/tr")
    assert [text(row.find("td")) for row in rows] == [str(number + 2) for number in range(40)]
    assert text(group.find("./p")) == "“…” is not a date."


def test_rows_alike_are_one_case_with_its_ranges(tmp_path: Path) -> None:
    whole = page(tmp_path, [found("v", row) for row in (2, 3, 4, 9, 11, 13, 15, 17)])
    examples, all_rows = whole.xpath("//section[@class='rule']//tbody/tr/td[1]")
    assert text(examples) == "2–4, 9, 11, 13, 15, …"
    assert text(all_rows) == "2–4, 9, 11, 13, 15, 17"


def test_files_are_named_where_there_are_several(tmp_path: Path) -> None:
    both = Overview(("a.csv", "b.csv"), 2, 2)
    whole = page(tmp_path, [found("x", file="b.csv")], overview=both)
    assert text(whole.find(".//h1")) == "Check of 2 files"
    assert "b.csv" in [text(cell) for cell in whole.xpath("//section[@class='rule']//td")]


def test_nothing_found_and_nothing_read(tmp_path: Path) -> None:
    whole = text(page(tmp_path, overview=Overview()))
    assert "Nothing unexpected was found." in whole
    assert "No column of money was read." in whole


@pytest.mark.parametrize("value", HOSTILE)
def test_strangers_values_are_text(tmp_path: Path, value: str) -> None:
    overview = Overview((value,), sums=(Sum(value, value, Decimal(1), Decimal(1)),))
    grave = found(value, file=value, field=value, project=value)
    whole = page(tmp_path, [grave, found(value, rule=DRAFTED)], overview=overview)
    assert not whole.xpath("//script | //img | //link | //iframe | //form | //@onerror | //@src")
    assert all(link.startswith("#rule-") for link in whole.xpath("//@href"))
    shown = value.replace("\x00", "␀").replace("\x1b", "␛")
    assert shown in {bdi.text_content() for bdi in whole.iter("bdi")}


def test_nothing_is_fetched(tmp_path: Path) -> None:
    page(tmp_path, [found("x")])
    source = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"https?:|url\(|@import|<script", source)
    assert "default-src 'none'" in source


def test_a_draft_is_told(tmp_path: Path) -> None:
    assert "fundgraph describe lists/a.csv" in text(
        page(tmp_path, [found("lists/a.csv", None, rule=DRAFTED, field=None)])
    )


def test_unwritable(tmp_path: Path) -> None:
    with pytest.raises(MachineRefuses, match="cannot be written"):
        page(tmp_path / "none")


DRAFTED = "drafted-description"


def test_amounts_of_any_size(tmp_path: Path) -> None:
    """Figures are shown to the last digit, however many there are."""
    vast = Decimal("12345678901234567890.25")
    huge = Decimal(f"{10**40}.10")
    sums = (Sum("A", "EUR", vast, vast), Sum("B", "EUR", huge, huge))
    told = text(page(tmp_path, overview=Overview(("a.csv",), 1, 1, sums=sums)))
    assert "12,345,678,901,234,567,890.25" in told
    assert f"{10**40:,}.10" in told


def test_half_a_page_is_never_left(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("the one before", encoding="utf-8")
    broken = Overview(("a.csv",), 1, 1, sums=(None,))  # type: ignore[arg-type]
    with pytest.raises(UndefinedError):
        write_page(path, Report(()), broken, language="en", day=DAY)
    assert path.read_text(encoding="utf-8") == "the one before"
