# SPDX-License-Identifier: EUPL-1.2
"""Row 12: strings that want to be SPARQL, SQL or a template, in search, filters and slugs."""

from __future__ import annotations

import csv
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from urllib.parse import quote, urlencode

from fundgraph.vocabulary import DCTERMS, ESF, LEGAL, SKOS
from tests.abuse.client import Client
from tests.abuse.heavy import HARMFUL
from tests.abuse.lines import Line
from tests.abuse.site import Site

STRINGS, SEED = 10_000, 4
COUNT = re.compile(r"<h2>([\d.,\s\u00a0\u202f]+) project")
WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 12
# What is searched, each asked for by itself: of a long answer only the first part is kept.
SEARCHED = (
    f"(<{DCTERMS.identifier}>|<{DCTERMS.title}>)",
    f"<{DCTERMS.abstract}>",
    f"<{ESF.results}>",
    f"<{ESF.participation}>/<{ESF.organisation}>/<{LEGAL.legalName}>",
    f"<{ESF.site}>/<{ESF.asPublished}>",
    f"(<{ESF.region}>|<{ESF.site}>/(<{ESF.region}>|<{ESF.place}>))/<{SKOS.prefLabel}>",
)
PARTS = (
    '"', "'", "\\", "`", "}", "{", ")", "(", ";", "--", "/*", "*/", "#", "<", ">", "?x", "%", "*",
    "^", "@lv", "|", "||", "&", "=", ":", ",", ".", "\n", "\t", "\0", "\u2028", "''", '""', '"""',
    " OR 1=1 ", " AND ", " NOT ", " NEAR(a b) ", " UNION SELECT * FROM project ", " title:",
    "}. ?s ?p ?o . {", "> . <urn:x> <urn:y> ", '"@lv . ?a ?b "', "; DROP TABLE project", "SERVICE",
    "<x:y>", "{{7*7}}", "${7*7}", "%s%n", "../", "\U0001f642", "\u0301", "\ufeff", "\u202e",
)  # fmt: skip


class Expected:
    """What a search should find: the projects that hold every word of a text as a word's start."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._found: defaultdict[str, set[int]] = defaultdict(set)
        for number, text in enumerate(texts):
            for word in words(text):
                self._found[word].add(number)
        self._words = sorted(self._found)
        self._all = number + 1

    @property
    def words(self) -> list[str]:
        """The words that are there."""
        return self._words

    def count(self, text: str) -> int:
        """How many projects a search for a text should find."""
        if not text.strip():
            return self._all
        asked = words(text)[:MOST_WORDS]
        return len(set.intersection(*map(self._starting, asked))) if asked else 0

    def _starting(self, start: str) -> set[int]:
        found: set[int] = set()
        for at in range(bisect_left(self._words, start), len(self._words)):
            if not self._words[at].startswith(start):
                break
            found |= self._found[self._words[at]]
        return found


def words(text: str) -> list[str]:
    """The words of a text, in small letters without their marks."""
    return [_plain(word) for word in WORD.findall(text)]


def _plain(word: str) -> str:
    parted = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def strings(expected: Expected, slugs: list[str], many: int) -> Iterator[str]:
    """Generated strings: parts of attacks, with words and slugs that are there among them."""
    chance = Random(SEED)
    for _ in range(many):
        parts = chance.choices(PARTS, k=chance.randrange(1, 6))
        if chance.random() < 0.7:
            word = chance.choice(expected.words if chance.random() < 0.7 else slugs)
            parts.insert(chance.randrange(len(parts) + 1), word)
        yield "".join(parts)


def injected(site: Site, limit: float) -> Iterator[Line]:
    """Row 12: each string in one place after the other; the answer is the expected one."""
    wrong, found = tried(site, STRINGS)
    figure = f"{len(wrong)} not as expected{'; ' if wrong else ''}{' | '.join(wrong[:2])}"
    what = f"{STRINGS:,} strings in search, filters, slugs, numbers"
    yield Line(12, what, figure, "0", not wrong)
    yield Line(12, "searches among them that find something", str(found), "> 500", found > 500)


def tried(site: Site, many: int) -> tuple[list[str], int]:
    """What is wrong with the answers to so many strings, and how many found something."""
    expected = Expected(texts(site))
    rows = site.rows("SELECT slug, number FROM project")
    slugs = [slug for slug, _ in rows]
    tries = _Tries(site.client(HARMFUL), expected, set(slugs), {number for _, number in rows})
    made = list(strings(expected, slugs, many))
    with ThreadPoolExecutor(4) as threads:
        wrong = [each for each in threads.map(tries.wrong, range(many), made) if each]
    return wrong, tries.found


def texts(site: Site) -> list[str]:
    """What each project is found by, as the graph says it."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for path in SEARCHED:
        query = f"SELECT ?project ?text {{ ?project a <{ESF.Project}> ; {path} ?text }}"
        answer = site.client().query(query, "text/csv")
        if answer.fault or len(answer.body) != answer.length:
            raise RuntimeError(f"the texts are not whole: {answer.fault}")
        lines = answer.body.decode().splitlines(keepends=True)[1:]
        for project, text in csv.reader(lines):
            said[project].append(text)
    return ["\n".join(each) for each in said.values()]


class _Tries:
    """Asks for a string in the place that its number chooses."""

    def __init__(
        self, client: Client, expected: Expected, slugs: set[str], numbers: set[str]
    ) -> None:
        self._client, self._expected = client, expected
        self._slugs, self._numbers = slugs, numbers
        self.found = 0

    def wrong(self, number: int, text: str) -> str:
        """What is wrong with the answer; empty for the expected one."""
        way = (self._search, self._search, self._filtered, self._slug, self._number)[number % 5]
        return way(text)

    def _search(self, text: str) -> str:
        wanted = self._expected.count(text)
        self.found += bool(wanted)
        return self._listed({"q": text}, wanted)

    def _filtered(self, text: str) -> str:
        name = ("region", "programme", "organisation")[len(text) % 3]
        return self._listed({name: text}, 0 if text.strip() else self._expected.count(""))

    def _listed(self, parameters: dict[str, str], wanted: int) -> str:
        answer = self._client.ask(f"/en/projects?{urlencode(parameters)}")
        found = COUNT.search(answer.body.decode(errors="replace"))
        count = int(re.sub(r"\D", "", found[1])) if found else -1
        right = answer.status == 200 and count == wanted
        return "" if right else f"{parameters}: {answer.status}, {count} instead of {wanted}"

    def _slug(self, text: str) -> str:
        kind, status = ("/lv/project/", 200) if len(text) % 2 else ("/id/project/", 303)
        composed = unicodedata.normalize("NFC", text)
        known = composed in self._slugs
        wanted = {status, 301, 308} if known else {400, 404}
        if text.endswith("/") or text != composed:
            wanted |= {301, 308}  # to the address without it, or with whole letters
        answer = self._client.ask(kind + quote(text, safe=""))
        return "" if answer.status in wanted else f"{kind}{text!r}: {answer.status}"

    def _number(self, text: str) -> str:
        answer = self._client.ask(f"/lookup?{urlencode({'number': text})}")
        wanted = 303 if text.strip() in self._numbers else 404
        return "" if answer.status == wanted else f"number {text!r}: {answer.status}"
