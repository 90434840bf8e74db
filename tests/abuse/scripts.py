# SPDX-License-Identifier: EUPL-1.2
"""Row 10: texts that want to be scripts, published and asked for, on every page in a browser.

The pages are opened with their security policy switched off, so that escaping alone must hold;
documents in other formats, and some of the pages, with the policy.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode

from playwright.sync_api import Browser, Error, Page, Request, sync_playwright

from fundgraph.sample.columns import HEADINGS, description
from fundgraph.sample.register import rows
from tests.abuse.lines import Line, counted
from tests.abuse.payloads import PAYLOADS
from tests.abuse.site import Site, serving
from tests.published import fundgraph, releases

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
# What a payload calls; whatever a page does by itself calls nothing of it.
WATCH = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = (...given) => { window.ran.push(name + given.join()); };
"""
LINKS = """
() => [...document.querySelectorAll("[href], [src], [action], [formaction], [data], [srcdoc]")]
  .flatMap(e => [...e.attributes])
  .filter(a => /^(xlink:)?(href|src|action|formaction|data|srcdoc)$/i.test(a.name))
  .filter(a => a.name == "srcdoc" || /^[\\s\\0-\\x1f]*(javascript|data|vbscript):/i.test(a.value))
  .map(a => a.value.slice(0, 60))
"""
HANDLERS = """
() => [...document.querySelectorAll("*")].flatMap(e => [...e.attributes])
  .filter(a => /^on/i.test(a.name)).map(a => a.name)
"""
DATA = """
() => [...document.querySelectorAll("script")]
  .filter(e => !e.src).map(e => [e.type, e.textContent])
"""
FILTERS = (
    "q", "region", "programme", "status", "fund", "period", "organisation", "role", "from", "to",
    "min", "max", "sort", "page", "view",
)  # fmt: skip
CHOSEN = ("severity", "rule", "source", "page", "sort")
LISTS = (
    "", "projects", "projects?view=table", "projects?view=map", "organisations", "programmes",
    "regions", "checks", "data", "about", "accessibility", "privacy",
)  # fmt: skip
TERMS = ("/ns/esf", "/ns/shapes", "/code", "/code/status", "/code/status/completed", "/sparql")
GRAPH = "CONSTRUCT {{ <x:a> <http://www.w3.org/1999/xhtml/script> {0} ; <x:b> {0} }} {{}}"
VALUES = "SELECT ({0} AS ?a) (IRI({0}) AS ?b) (STRDT({0}, <x:c>) AS ?c) {{}}"


@dataclass(slots=True)
class Seen:
    """What came of the pages that were opened."""

    pages: int = 0
    statuses: list[int] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def line(self, what: str) -> Line:
        """The line of the table."""
        figure = f"{len(self.ran)} run, {len(self.links)} links, {len(self.asked)} asked elsewhere"
        wrong = [*self.ran, *self.links, *self.asked]
        told = f"; {' | '.join(wrong[:2])}" if wrong else f"; {counted(self.statuses)}"
        fine = not wrong and not {0, 500} & set(self.statuses)
        return Line(10, f"{self.pages:,} {what}", figure + told, "no script runs", fine)


def scripts(site: Site, limit: float) -> Iterator[Line]:
    """Row 10, with a register and a server of its own."""
    if CHROMIUM is None:
        yield Line(10, "60 payloads", "there is no Chromium here", "no script runs", False)
        return
    with (
        TemporaryDirectory() as name,
        poisoned_site(Path(name)) as own,
        opened_browser() as browser,
    ):
        addresses = list(dict.fromkeys((*pages(own), *asked())))
        yield visited(own, browser, addresses, policy=False).line("pages without their policy")
        some = [*pages(own)[::7], *documents(own)]
        yield visited(own, browser, some, policy=True).line("pages and documents with it")


@contextmanager
def poisoned_site(folder: Path) -> Iterator[Site]:
    """A site of payloads, its release made in a folder."""
    publish(folder)
    settings = {"title": PAYLOADS[0], "publisher": PAYLOADS[1]}
    with serving(releases(folder), settings) as site:
        yield site


def publish(folder: Path) -> None:
    """Publishes a made-up register whose texts are payloads, one project each."""
    out = folder / "sample"
    out.mkdir(parents=True)
    with (out / "sample.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS, restval="")
        writer.writeheader()
        for payload, row in zip(
            PAYLOADS, rows(len(PAYLOADS), violations=False, seed=1), strict=True
        ):
            writer.writerow(poisoned(row, payload))
    text = description().replace("Izdomātā iestāde", json.dumps(PAYLOADS[2])[1:-1])
    (out / "sample.toml").write_text(text, encoding="utf-8")
    fundgraph(folder, "publish", "sample")


def poisoned(row: dict[str, str], payload: str) -> dict[str, str]:
    """A row with a payload in every text."""
    flat, number = payload.replace(";", ","), row["Project number"][-2:]
    return {
        **row,
        "Project number": f"{row['Project number']} {payload}",
        "Title": payload,
        "Title in English": payload,
        "Programme title": payload,
        "Promoter": f"SIA {number} {payload}",
        "Partners": f"Biedrība {number} {flat}",
        "Contractors": f"AS {number} {flat}",
        "Address": payload,
        "Website": payload,
        "Place": f"{payload}, {row['Place']}",
        "Summary": f"{payload}\n\n{payload}",
        "Results": payload,
    }


def pages(site: Site) -> list[str]:
    """The pages of all that is published."""
    found = [f"/{code}/{name}" for code in ("lv", "en") for name in LISTS]
    found += [f"{address}?lang={code}" for code in ("lv", "en") for address in TERMS]
    for kind in ("project", "organisation", "programme", "region", "place"):
        slugs = [slug for (slug,) in site.rows(f"SELECT slug FROM {kind}")]
        found += [f"/{'lv' if n % 2 else 'en'}/{kind}/{quote(s)}" for n, s in enumerate(slugs)]
        if kind == "project":
            found += [f"/lv/project/{quote(slug)}?view=extended" for slug in slugs]
    return found


def one_of_each(addresses: Iterable[str]) -> list[str]:
    """The first address of each kind: of the same path but for names, with the same parameters."""
    kinds: dict[str, str] = {}
    for address in addresses:
        path, _, query = address.partition("?")
        kind = re.sub(r"^/(lv|en)/(\w+)/.+", r"/\2/", path)
        kinds.setdefault(f"{kind}?{re.sub('=[^&]*', '', query)}", address)
    return list(kinds.values())


def asked() -> Iterator[str]:
    """Pages that show what they were asked."""
    for payload in PAYLOADS:
        text, literal = quote(payload, safe=""), json.dumps(payload)
        yield "/en/projects?" + urlencode(dict.fromkeys(FILTERS, payload))
        yield "/lv/checks?" + urlencode(dict.fromkeys(CHOSEN, payload))
        yield f"/lv/organisations?sort={text}&page={text}"
        yield f"/sparql?query={text}&lang={text}"
        yield f"/sparql?query={quote(VALUES.format(literal))}"
        yield f"/sparql?query={quote(GRAPH.format(literal))}"
        yield f"/lookup?number={text}"
        yield f"/en/project/{text}"
        yield f"/{text}?{text}={text}"


def documents(site: Site) -> list[str]:
    """Documents that a browser may show, too; the XML of some could hold a script's element."""
    slugs = [quote(slug) for (slug,) in site.rows("SELECT slug FROM project LIMIT 12")]
    found = [f"/data/project/{s}.{end}" for s in slugs for end in ("rdf", "jsonld", "ttl", "csv")]
    for payload in ("alert(1)", *PAYLOADS[::5]):
        literal = json.dumps(payload)
        select, construct = quote(VALUES.format(literal)), quote(GRAPH.format(literal))
        found += [f"/sparql?query={select}&format={name}" for name in ("xml", "csv", "json", "tsv")]
        found += [f"/sparql?query={construct}&format={name}" for name in ("rdf", "ttl", "jsonld")]
    return found


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """A real browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def visited(site: Site, browser: Browser, addresses: list[str], *, policy: bool) -> Seen:
    """What came of opening addresses one after the other."""
    seen, own = Seen(), f"http://localhost:{site.port}/"
    context = browser.new_context(bypass_csp=not policy, accept_downloads=False)
    context.add_init_script(WATCH)
    page = context.new_page()

    def note(request: Request) -> None:
        if not request.url.startswith((own, "data:image/svg")):
            seen.asked.append(request.url[:60])

    page.on("request", note)
    _check_noticing(page)
    for address in addresses:
        _open(page, own + address[1:], seen)
    context.close()
    return seen


def _check_noticing(page: Page) -> None:
    """Raises an error where a script that runs would not be seen."""
    page.set_content(PAYLOADS[3])
    page.wait_for_function("window.ran && window.ran.length", timeout=5000)
    if not page.evaluate(HANDLERS):
        raise RuntimeError("an attribute that holds a script is not noticed")


def _open(page: Page, address: str, seen: Seen) -> None:
    """Opens an address; notes where a script ran or would, were something clicked."""
    seen.pages += 1
    try:
        response = page.goto(address)
    except Error as error:
        # A download (of a table, say) is no page.
        if "ERR_ABORTED" not in str(error) and "Download" not in str(error):
            raise
        return
    seen.statuses.append(response.status if response else 0)
    seen.ran += [f"{address[-60:]}: {each}" for each in page.evaluate("window.ran || []")]
    seen.links += page.evaluate(LINKS) + page.evaluate(HANDLERS)
    for kind, text in page.evaluate(DATA):
        if kind != "application/ld+json":
            seen.ran.append(f"script in {address[-60:]}")
        else:
            json.loads(text)
