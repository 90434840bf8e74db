# SPDX-License-Identifier: EUPL-1.2
"""A steward's own words for codes, and the codes that a description can name."""

import re
from pathlib import Path
from typing import Any

import pytest

from fundgraph.codes import CodeLists
from fundgraph.errors import UsageError
from fundgraph.reference import Reference
from fundgraph.sources import Entry, Source, read
from fundgraph.sources.description import describe

README = Path("data/README.md")
LISTS = ("stage", "component", "fund", "status", "level", "legal-form", "role")


def one(
    words: dict[str, Any] | None, folder: Path, reference: Reference, codes: CodeLists
) -> Entry:
    path = folder / "made-up.csv"
    path.write_text("No,Title,By,State,Fund\n1,A bridge,Org,Kaut  KĀ,Zelts\n", encoding="utf-8")
    columns = {"No": "number", "Title": "title", "By": "promoter", "State": "status"}
    keys = {"name": "made-up", "form": "csv", "country": "LV", "language": "lv"}
    told = {"columns": {**columns, "Fund": "fund"}, "beneficiary_kind": "organisations"}
    own = {} if words is None else {"words": words}
    description = describe({**keys, **told, **own}, origin="made-up.toml")
    (entry,) = read(Source(description, (path,)), reference, codes)
    return entry


def test_own_words(tmp_path: Path, reference: Reference, codes: CodeLists) -> None:
    words = {"status": {"kaut kā": "ongoing"}, "fund": {"Zelts": "ERDF"}}
    entry = one(words, tmp_path, reference, codes)
    assert entry.record is not None
    assert (entry.record.status, entry.record.fund) == ("ongoing", "ERDF")
    assert entry.findings == ()
    assert codes.find("status", "kaut kā") is None


def test_a_finding_says_what_to_write(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    entry = one(None, tmp_path, reference, codes)
    said = {finding.rule: finding.message for finding in entry.findings}
    assert 'below [words.fund], "Zelts" = ' in said["unknown-fund"]
    assert 'below [words.status], "Kaut KĀ" = ' in said["unknown-status"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            {"status": {"kaut kā": "ongoin"}},
            "nearest known one is 'ongoing'; the codes are approve",
        ),
        ({"statuss": {}}, r"\[words\]: unknown key 'statuss'; the nearest known one is 'status'"),
        ({"status": "ongoing"}, r"\[words.status\] is 'ongoing'; write lines such as"),
        ({"status": {"kaut kā": 1}}, r"\[words.status\] is"),
        ("ongoing", "words is 'ongoing'; write"),
    ],
)
def test_wrong_words(
    words: Any, said: str, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    with pytest.raises(UsageError, match=said):
        one(words, tmp_path, reference, codes)


@pytest.mark.parametrize("name", LISTS)
def test_the_readme_lists_the_codes(name: str, codes: CodeLists) -> None:
    (line,) = re.findall(rf"^\| `{name}` \| (`.*`) \|$", README.read_text("utf-8"), re.MULTILINE)
    assert tuple(line.strip("`").split("`, `")) == codes.codes(name)
