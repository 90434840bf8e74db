# SPDX-License-Identifier: EUPL-1.2
"""The commands as a steward runs them: what they print, how they end, what they leave behind."""

import json
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from fundgraph.release.current import current_id
from fundgraph.resources import folder

PAGES = folder("data") / "registers" / "sif"
PAGE = sorted((PAGES / "pages").iterdir())[0]
COMMANDS = ("check", "describe", "publish", "serve", "convert", "releases", "sample")


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fundgraph", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which the sample that the package carries is published."""
    place = tmp_path_factory.mktemp("published")
    done = run("publish", cwd=place)
    assert done.returncode == 0, done.stderr
    yield place


def changed_page(place: Path, name: str, before: str, after: str) -> Path:
    """A copy of the sample page with one text replaced."""
    text = PAGE.read_text(encoding="utf-8")
    assert before in text
    path = place / name
    path.write_text(text.replace(before, after), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(here: Path, command: str) -> None:
    done = run(command, "--help", cwd=here)
    assert done.returncode == 0
    assert f"Example: fundgraph {command}" in done.stdout


def test_version(here: Path) -> None:
    assert run("--version", cwd=here).stdout.strip() == "fundgraph, version 0.1.0"


def test_check_prints_counts_and_findings(here: Path) -> None:
    done = run("check", PAGE, cwd=here)
    assert done.returncode == 0
    assert "1 row = 1 project + 0 merged + 0 refused + 0 skipped" in done.stdout
    assert "warning Project-spent × 1" in done.stdout
    assert list(here.iterdir()) == []


def test_check_json(here: Path) -> None:
    done = run("check", PAGE, "--json", cwd=here)
    found = json.loads(done.stdout)
    assert (found["rows"], found["projects"], found["refused"]) == (1, 1, 0)
    total = {"column": "ESF Funding", "currency": "EUR", "file": "25623.18", "graph": "25623.18"}
    assert total in found["sums"]
    keys = {"severity", "rule", "message", "file", "row", "field", "project"}
    assert all(keys <= set(finding) for finding in found["findings"])
    assert {finding["severity"] for finding in found["findings"]} == {"warning"}
    assert done.stderr == ""


@pytest.mark.parametrize("suffix", ["ttl", "json", "csv", "html"])
def test_check_writes_a_report(here: Path, suffix: str) -> None:
    assert run("check", PAGE, "--report", f"r.{suffix}", cwd=here).returncode == 0
    assert "Project-spent" in (here / f"r.{suffix}").read_text(encoding="utf-8")


def test_the_report_as_a_page_has_the_numbers_of_the_json(here: Path) -> None:
    done = run("check", PAGE, "--report", "r.html", "--json", cwd=here, FUNDGRAPH_LANGUAGES="en")
    found = json.loads(done.stdout)
    page = html.parse(here / "r.html").getroot()
    assert page.get("lang") == "en"
    facts = {one.findtext("dt"): one.findtext("dd/b") for one in page.findall(".//dl/div")}
    for key in ("rows", "projects", "merged", "refused", "skipped"):
        assert facts[key.capitalize()] == str(found[key])
    rows = [
        (row.findtext("th/bdi"), *(cell.text for cell in row.findall("td")[:3]))
        for row in page.xpath("//section[@aria-labelledby='sums']//tbody/tr")
    ]
    assert rows == [
        (one["column"], one["currency"], *(f"{float(one[k]):,.2f}" for k in ("file", "graph")))
        for one in found["sums"]
    ]
    counts = Counter(finding["rule"] for finding in found["findings"])
    heads = dict(head.text_content().split(" × ") for head in page.findall(".//h3"))
    assert {rule: int(count) for rule, count in heads.items()} == counts


def test_the_report_speaks_the_first_language(here: Path) -> None:
    assert run("check", PAGE, "--report", "r.html", cwd=here).returncode == 0
    assert html.parse(here / "r.html").getroot().get("lang") == "lv"


def test_a_report_of_an_unknown_form_is_refused_before_the_work(here: Path) -> None:
    done = run("check", "none.html", "--report", "r.pdf", cwd=here)
    assert done.returncode == 2
    assert ".html" in done.stderr


def test_engines_find_the_same(here: Path) -> None:
    page = changed_page(here, "page.html", "31.08.2013.", "31.08.2011.")
    done = [run("check", page, "--json", "--engine", one, cwd=here) for one in ("bulk", "pyshacl")]
    assert [one.returncode for one in done] == [1, 1]
    assert done[0].stdout == done[1].stdout
    rules = {finding["rule"] for finding in json.loads(done[0].stdout)["findings"]}
    assert {"Project-dates", "Project-spent"} <= rules


def test_an_unknown_engine_is_wrong_usage(here: Path) -> None:
    done = run("check", PAGE, "--engine", "steam", cwd=here)
    assert done.returncode == 2
    assert "'bulk', 'pyshacl'" in done.stderr


def test_check_of_violations(here: Path) -> None:
    page = changed_page(here, "page.html", "31.08.2013.", "31.08.2011.")
    done = run("check", page, cwd=here)
    assert done.returncode == 1
    assert "violation Project-dates × 1" in done.stdout
    assert "page.html, line" in done.stdout


def test_publish_stops_at_violations(here: Path) -> None:
    page = changed_page(here, "page.html", "31.08.2013.", "31.08.2011.")
    assert run("publish", PAGE, cwd=here).returncode == 0
    before = current_id(here / "var" / "releases")
    done = run("publish", page, cwd=here)
    assert done.returncode == 1
    assert "nothing was published" in done.stdout
    assert current_id(here / "var" / "releases") == before
    assert not list((here / "var" / "releases").glob(".tmp-*"))


def refusing(place: Path) -> Path:
    pages = place / "pages"
    pages.mkdir()
    (pages / "good.html").write_bytes(PAGE.read_bytes())
    changed_page(pages, "odd.html", "01.09.2012.", "kad nu būs")
    return pages


def test_refused_rows_are_counted_and_the_rest_goes_on(here: Path) -> None:
    done = run("publish", refusing(here), "--json", cwd=here)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["rows"], found["projects"], found["refused"]) == (2, 1, 1)
    (finding,) = [f for f in found["findings"] if f["file"] == "odd.html"]
    assert finding["rule"] == "garbled-date"
    assert finding["value"] == "kad nu būs"
    assert finding["row"]


def test_strict_stops_at_refused_rows(here: Path) -> None:
    sources = refusing(here)
    ends = [run("check", sources, *strict, cwd=here).returncode for strict in ((), ("--strict",))]
    assert ends == [0, 1]
    done = run("publish", sources, "--strict", cwd=here)
    assert done.returncode == 1
    assert current_id(here / "var" / "releases") is None


def test_publish_again_changes_nothing(published: Path) -> None:
    before = current_id(published / "var" / "releases")
    done = run("publish", "--json", cwd=published)
    assert done.returncode == 0
    assert json.loads(done.stdout)["outcome"] == "unchanged"
    assert current_id(published / "var" / "releases") == before


def test_dry_run_shows_the_difference_only(published: Path) -> None:
    before = current_id(published / "var" / "releases")
    done = run("publish", PAGE, "--dry-run", "--json", cwd=published)
    found = json.loads(done.stdout)
    assert found["outcome"] == "dry-run"
    assert found["changes"]["removed"] == 5
    assert found["changes"]["added"] == 0
    assert current_id(published / "var" / "releases") == before


def test_releases(published: Path) -> None:
    done = run("releases", "--json", "--verify", cwd=published)
    (release,) = json.loads(done.stdout)
    assert release["current"] is True
    assert release["counts"]["projects"] == 6
    assert release["damaged"] == []


def test_releases_names_damage(here: Path) -> None:
    assert run("publish", PAGE, cwd=here).returncode == 0
    dump = here / "var" / "releases" / "current" / "dumps" / "projects.nq.gz"
    dump.write_bytes(dump.read_bytes()[:-1])
    done = run("releases", "--verify", cwd=here)
    assert done.returncode == 5
    assert "dumps/projects.nq.gz" in done.stderr


def test_no_releases_yet(here: Path) -> None:
    assert "publish one with" in run("releases", cwd=here).stdout


@pytest.mark.parametrize("form", ["ttl", "nt", "nq", "jsonld", "rdfxml", "csv"])
def test_convert(here: Path, form: str) -> None:
    done = run("convert", PAGE, "--to", form, cwd=here)
    assert done.returncode == 0
    assert "1DP/1.5.2.2.2/12/APIA/SIF/176" in done.stdout
    assert "Traceback" not in done.stderr


def test_convert_loads_no_engines() -> None:
    """What validates, serves and counts takes longer to load than a small conversion."""
    command = "import sys, fundgraph.cli.convert; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "rdflib" in loaded
    assert not loaded & {"pyshacl", "shacl", "pyoxigraph", "numpy", "flask", "gunicorn"}


def test_sample_is_deterministic_and_publishes(here: Path) -> None:
    assert run("sample", "150", "--out", "a", cwd=here).returncode == 0
    assert run("sample", "150", "--out", "b", cwd=here).returncode == 0
    for name in ("sample.csv", "sample.toml"):
        assert (here / "a" / name).read_bytes() == (here / "b" / name).read_bytes()
    done = run("publish", "a/sample.toml", "--json", cwd=here)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["projects"] == 150
    assert {f["severity"] for f in found["findings"]} <= {"warning", "info"}
    assert all(one["file"] == one["graph"] for one in found["sums"])


def test_sample_with_violations_does_not_publish(here: Path) -> None:
    assert run("sample", "150", "--violations", cwd=here).returncode == 0
    assert run("publish", "sample.toml", cwd=here).returncode == 1


BAD = {
    "empty.html": b"",
    "text.txt": b"Dear diary, nothing happened today.\n",
    "cut.html": PAGE.read_bytes()[: PAGE.read_bytes().index(b"01.09.2012.") + 4],
    "binary.txt": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("name", sorted(BAD))
@pytest.mark.parametrize("command", ["check", "publish", "convert"])
def test_bad_input_is_one_clear_sentence(here: Path, name: str, command: str) -> None:
    (here / name).write_bytes(BAD[name])
    extra = ["--to", "ttl"] if command == "convert" else []
    done = run(command, name, *extra, cwd=here)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    told = [line for line in done.stderr.splitlines() if line.startswith("fundgraph: ")]
    assert len(told) == 1
    assert name in told[0]
    assert current_id(here / "var" / "releases") is None


def test_folder_without_pages(here: Path) -> None:
    (here / "pages").mkdir()
    done = run("publish", "pages", cwd=here)
    assert done.returncode == 3
    assert "pages" in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_file(here: Path) -> None:
    done = run("check", "none.html", cwd=here)
    assert done.returncode == 3
    assert "none.html" in done.stderr


def test_bad_input_leaves_the_current_release(here: Path) -> None:
    assert run("publish", PAGE, cwd=here).returncode == 0
    before = current_id(here / "var" / "releases")
    (here / "empty.html").write_bytes(b"")
    assert run("publish", "empty.html", cwd=here).returncode == 3
    assert current_id(here / "var" / "releases") == before


def test_unwritable_releases_folder(here: Path) -> None:
    (here / "file").write_text("")
    done = run("publish", PAGE, cwd=here, FUNDGRAPH_RELEASES_DIR="file/releases")
    assert done.returncode == 5
    assert "set releases_dir" in done.stderr
    assert "Traceback" not in done.stderr


def test_port_in_use(published: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("serve", "--host", "127.0.0.1", "--port", port, cwd=published)
    assert done.returncode == 5
    assert port in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_without_a_release(here: Path) -> None:
    done = run("serve", cwd=here)
    assert done.returncode in (2, 5)
    assert "fundgraph publish" in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_with_other_iris_than_were_published(published: Path) -> None:
    done = run("serve", "--port", "1", cwd=published, FUNDGRAPH_BASE_IRI="https://data.example/")
    assert done.returncode == 2
    assert "https://data.example/" in done.stderr
    assert "http://localhost:8000/" in done.stderr
    assert "fundgraph publish" in done.stderr


def test_unknown_setting(here: Path) -> None:
    done = run("check", PAGE, cwd=here, FUNDGRAPH_BASE_URI="x")
    assert done.returncode == 2
    assert "'base_iri'" in done.stderr


@pytest.mark.parametrize("arguments", [["frobnicate"], ["convert", "x"], ["sample", "0"]])
def test_wrong_usage(here: Path, arguments: list[str]) -> None:
    done = run(*arguments, cwd=here)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_another_table_of_names_makes_another_release(here: Path) -> None:
    assert run("sample", "20", cwd=here).returncode == 0
    description = here / "sample.toml"
    text = description.read_text(encoding="utf-8")
    description.write_text(f'same_as = "same-as.csv"\n{text}', encoding="utf-8")
    table = here / "same-as.csv"
    outcomes = []
    for losing in ("SIA Viens", "SIA Viens", "SIA Divi"):
        table.write_text(f"name,same_as\n{losing},SIA Uzvar\n", encoding="utf-8")
        done = run("publish", "sample.toml", "--json", cwd=here)
        assert done.returncode == 0, done.stderr
        outcomes.append(json.loads(done.stdout)["outcome"])
    assert outcomes == ["published", "unchanged", "published"]


def test_check_lists_organisations_that_may_be_one(here: Path) -> None:
    (here / "list.toml").write_text(
        'name = "izdomats"\nform = "csv"\nmade_up = true\ncountry = "LV"\nlanguage = "lv"\n'
        'beneficiary_kind = "organisations"\n[columns]\nNo = "number"\nTitle = "title"\n'
        'Who = "promoter"\n',
        encoding="utf-8",
    )
    rows = "No,Title,Who\nA/1,Izdomāts,SIA Izdomātais tilts\nA/2,Izdomāts,Izdomātais tilts\n"
    (here / "list.csv").write_text(rows, encoding="utf-8")
    done = run("check", "list.toml", "--json", cwd=here)
    assert done.returncode == 0, done.stderr
    assert [f["rule"] for f in json.loads(done.stdout)["findings"]] == ["near-miss"]
