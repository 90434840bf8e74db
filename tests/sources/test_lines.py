# SPDX-License-Identifier: EUPL-1.2
"""Lines of printed text and of HTML, with their numbers in the file."""

import pytest

from fundgraph.sources.lines import text_lines
from fundgraph.sources.markup import is_markup, markup_lines


def plain(text: str) -> list[tuple[int, str, bool]]:
    return [(line.number, line.text, line.bullet) for line in text_lines(text)]


def marked(body: str) -> list[str]:
    return [line.text for line in markup_lines(f"<html><body>{body}</body></html>")]


def test_printed_lines_keep_their_numbers_and_lose_their_bullets() -> None:
    text = "Print |\r\n\r\n  • ESF Funding: 1\n\u00a0\n\u00a0\u00a0\u2022\u00a0B\r* C\n-5\n"
    assert plain(text) == [
        (1, "Print |", False),
        (3, "ESF Funding: 1", True),
        (5, "B", True),
        (6, "C", True),
        (7, "-5", False),
    ]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>A</p><p>B</p>", ["A", "B"]),
        ("A<br>B<br/>C", ["A", "B", "C"]),
        ("<p><b>Region</b>: <i>Kur<u>zeme</u></i></p>", ["Region: Kurzeme"]),
        (
            "<table><tr><th>Region</th><td>Kurzeme</td><td>x</td></tr></table>",
            ["Region: Kurzeme x"],
        ),
        ("<table><tr><td>Region:</td><td>Kurzeme</td></tr></table>", ["Region: Kurzeme"]),
        ("<dl><dt>Region</dt><dd>A</dd><dt>B:</dt><dd>C</dd></dl>", ["Region: A", "B: C"]),
        ("<ul><li>A</li><li>B</li></ul>C", ["A", "B", "C"]),
        ("a&nbsp;b &amp; c &bdquo;d&rdquo;", ["a\u00a0b & c „d”"]),
        ("a\n   b", ["a b"]),
        ("<script>x</script><style>y</style><nav>z</nav>A<!-- no -->", ["A"]),
        ("<form><select><option>x</option></select><p>A</p></form>", ["A"]),
        ('<img alt="esf-vk"> <p>A</p>', ["esf-vk", "A"]),
        ("<div><div><div>deep</div></div></div>", ["deep"]),
        ("<p>not closed<p>at all<td>x", ["not closed", "at all", "x"]),
        ("", []),
    ],
)
def test_lines_of_html(body: str, lines: list[str]) -> None:
    assert marked(body) == lines


def test_lines_of_html_know_their_place() -> None:
    page = (
        "<!doctype html>\n<html><body>\n<h1>\n  Tilts\n</h1>\n<h2></h2>\n<p>A<br>\nB: <b>\nC</b>"
        "</p>\n<ul><li>D</li></ul></body></html>"
    )
    found = [(line.number, line.text, line.heading, line.bullet) for line in markup_lines(page)]
    assert found == [
        (4, "Tilts", True, False),
        (6, "", True, False),
        (7, "A", False, False),
        (8, "B: C", False, False),
        (10, "D", False, True),
    ]


def test_a_break_does_not_end_a_heading() -> None:
    assert marked("<h1>Tilts<br>pār upi</h1>") == ["Tilts pār upi"]


def test_bullets_are_told_whatever_draws_them() -> None:
    body = "&nbsp;&nbsp;&bull; A<br>• B<br><ul><li>• C</li><li><p>D</p></li></ul><p>E</p>"
    lines = markup_lines(f"<body>{body}</body>")
    assert [(line.text, line.bullet) for line in lines] == [
        ("A", True), ("B", True), ("C", True), ("D", True), ("E", False),
    ]  # fmt: skip


def test_markup_is_told_from_text() -> None:
    assert is_markup("\n<!DOCTYPE html><p>")
    assert is_markup("<HTML>")
    assert is_markup("<p>A</p>")
    assert not is_markup("Region: A < B > C")


def test_deep_markup_ends() -> None:
    lines = list(markup_lines("<div>" * 100_000 + "x"))
    assert len(lines) <= 1


def test_many_cells_in_a_row_are_read_at_once() -> None:
    (line,) = markup_lines(f"<table><tr>{'<td>x</td>' * 50_000}</tr></table>")
    assert line.text.startswith("x: x x")
