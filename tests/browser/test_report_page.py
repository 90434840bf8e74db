# SPDX-License-Identifier: EUPL-1.2
"""The report as a page in a real browser: opened from a file, every part of it unfolded."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from fundgraph.release.report_page import write_page
from fundgraph.report import Finding, Overview, Report, Severity, Sum

pytestmark = pytest.mark.browser

LONG = "Gesamtbetrag/der/förderfähigen/Ausgaben/" * 6
SUMS = (
    Sum(LONG, "HRK", Decimal("7890516323.94"), Decimal("7890516323.94")),
    Sum("Kopā", "EUR", Decimal("7890516323.94"), Decimal("0.01")),
)


def findings() -> list[Finding]:
    return [
        Finding(
            severity, rule, {"en": f"“{value}” is odd", "lv": f"„{value}” ir dīvains"},
            f"list-{row % 2}.csv", row, LONG, f"PROJEKTS/{'9' * 60}/{row}", value=value,
            refused=severity is Severity.WARNING,
        )
        for severity, rule in zip(Severity, ("Project-dates", "garbled-date", "odd"), strict=True)
        for row in range(2, 12)
        for value in (LONG if row % 3 else "rīt",)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("lv", 390, "dark"), ("en", 390, "light"), ("lv", 1280, "light")],
)
def test_the_page_is_accessible_and_as_wide_as_the_screen(
    browser: Browser,
    tmp_path: Path,
    language: str,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    overview = Overview(("list-0.csv", "list-1.csv"), 33, 10, 4, 5, 1, 7, 6, SUMS)
    path = tmp_path / "report.html"
    write_page(path, Report(tuple(findings())), overview, language=language, day=date(2026, 1, 2))
    with browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme
    ) as context:
        page = context.new_page()
        asked: list[str] = []
        told: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: told.append(message.text))
        page.goto(path.as_uri())
        for summary in page.locator("summary").all():
            summary.click()
        assert page.locator("details:not([open])").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.emulate_media(media="print")
        cell = page.locator("td").first
        assert cell.evaluate("cell => getComputedStyle(cell).display") == "table-cell"
        page.emulate_media(media="screen")
        assert asked == [path.as_uri()]
        assert told == []
        # The page's policy forbids scripts, but not those of the browser's own tools.
        found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.response["passes"]
    assert found.violations_count == 0, found.generate_report()
