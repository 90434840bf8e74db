# SPDX-License-Identifier: EUPL-1.2
"""Row 11: regular expressions that other engines choke on, in queries and against our own."""

from __future__ import annotations

import json
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from urllib.parse import quote

import fundgraph
from tests.abuse.client import Answer
from tests.abuse.heavy import HARMFUL
from tests.abuse.lines import Line, counted, milliseconds
from tests.abuse.site import Site

MOST_S, LENGTH = 1.0, 1_000
USES = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")
A, SPACES = "a" * (LENGTH - 1) + "!", " " * (LENGTH - 1) + "!"
DIGITS, MIXED = "1" * (LENGTH - 1) + "!", ("a1-. " * LENGTH)[: LENGTH - 1] + "!"
BOMBS = (
    ("(a+)+$", A),
    ("(a*)*$", A),
    ("(a|a)*$", A),
    ("(a|aa)+$", A),
    ("(a|a?)+$", A),
    ("(.*a){20}$", A),
    ("(.*)*$", A),
    ("^(([a-z])+.)+[A-Z]([a-z])+$", A),
    ("(x+x+)+y", A.replace("a", "x")),
    ("(a?){500}a{500}", A),
    ("a{1,999}a{1,999}a{1,999}$", A),
    ("((a{1,100}){1,100}){1,100}$", A),
    (r"(\\s+)+$", SPACES),
    (r"^\\s*(\\s*\\s*)*$", SPACES),
    (r"(\\d+)*\\D$", DIGITS[:-1]),
    (r"^(\\d|\\d\\d)+$", DIGITS),
    (r"([\\w.]+)+@", MIXED),
    (r"^([\\w-]+\\.?)+$", MIXED),
    (r"(\\p{L}|\\p{Ll})*$", A),
    ("(((((a*)*)*)*)*)*b", A),
)
# What our own patterns look for, over and over, never to its end.
TEXTS = (
    A, SPACES, DIGITS, MIXED, "1." * 500, "1 " * 500, "a@" * 500, "a." * 500 + "@", "<" * LENGTH,
    "<a " * 333, "(" * LENGTH, '"' * LENGTH, "'\\" * 500, "„" * LENGTH, "a, " * 333, "-" * LENGTH,
    "%2" * 500, "\t\r\n " * 250, "1/1/" * 250, "ā" * LENGTH,
)  # fmt: skip


def bombs(site: Site, limit: float) -> Iterator[Line]:
    """Row 11 over HTTP: in FILTER and REPLACE, and what is read by our own patterns."""
    client = site.client(HARMFUL)
    found: dict[str, Answer] = {}
    for pattern, text in BOMBS:
        arguments = f'{json.dumps(text)}, "{pattern}"'
        found[f"REGEX {pattern}"] = client.query(f"ASK {{ FILTER(REGEX({arguments})) }}")
        replaced = f"SELECT (REPLACE({arguments}, 'b') AS ?x) {{}}"
        found[f"REPLACE {pattern}"] = client.query(replaced)
    yield _line("20 patterns in REGEX and REPLACE, 1,000 characters", found, (200, 400))
    places = ("/en/projects?q={}", "/lookup?number={}", "/sparql?query={}", "/en/project/{}")
    found = {
        f"{place} {text[:10]!r}": client.ask(place.format(quote(text, safe="")))
        for place in places
        for text in TEXTS
    }
    yield _line("20 texts in 4 addresses", found, (200, 400, 404, 414))
    found = {
        f"{name} {text[:10]!r}": client.ask("/", headers={name: text})
        for name in ("Accept", "Accept-Language", "If-None-Match", "Range", "Accept-Encoding")
        for text in TEXTS
        if text.isascii() and "\n" not in text
    }
    yield _line("20 texts in 5 headers", found, (200, 206, 304, 400, 406, 416))


def _line(what: str, found: dict[str, Answer], right: tuple[int, ...]) -> Line:
    slowest = max(found, key=lambda name: found[name].seconds)
    wrong = {name: answer.status for name, answer in found.items() if answer.status not in right}
    statuses = counted(answer.status for answer in found.values())
    figure = f"slowest {milliseconds(found[slowest].seconds)}; {statuses}"
    if wrong or found[slowest].seconds > MOST_S:
        figure += f"; {slowest} {dict(list(wrong.items())[:2])}"
    return Line(11, what, figure, "≤ 1 s each", found[slowest].seconds <= MOST_S and not wrong)


def own(site: Site, limit: float) -> Iterator[Line]:
    """Row 11 in process: every pattern of the package as it is used, over every text."""
    patterns, sources = compiled(), _sources()
    signal.signal(signal.SIGALRM, _too_long)
    times = {
        f"{name}.{use} over {text[:6]!r}": _seconds(pattern, use, text)
        for name, pattern in patterns.items()
        for use in _uses(name.rpartition(".")[2], sources)
        for text in TEXTS
    }
    slow = [name for name, seconds in times.items() if seconds > MOST_S]
    slowest = max(times, key=lambda name: times[name])
    figure = f"slowest {milliseconds(times[slowest])}: {slowest}"
    if slow:
        figure = f"{len(slow)} slower: {' | '.join(slow)}"
    what = f"our own {len(patterns)} patterns × {len(TEXTS)} texts, in process"
    yield Line(11, what, figure, "≤ 1 s each", not slow)


def _sources() -> str:
    """The text of the whole package."""
    folder = Path(fundgraph.__file__).parent
    return "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))


def _uses(name: str, sources: str) -> list[str]:
    """The methods of a pattern that are called somewhere; all, where it goes by another name."""
    found = [use for use in USES if f"{name}.{use}(" in sources]
    return found or list(USES)


def compiled() -> dict[str, re.Pattern[str]]:
    """All regular expressions that modules of the package hold, by their names."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(fundgraph.__path__, "fundgraph."):
        if not module.name.endswith("__main__"):
            for name, value in vars(import_module(module.name)).items():
                for each in value if isinstance(value, tuple | list) else (value,):
                    if isinstance(each, re.Pattern) and isinstance(each.pattern, str):
                        found.setdefault(f"{module.name[10:]}.{name}", each)
    return found


def _seconds(pattern: re.Pattern[str], use: str, text: str) -> float:
    """How long a method of a pattern takes for a text; no more than twice as long as it may."""
    begin = time.perf_counter()
    signal.setitimer(signal.ITIMER_REAL, 2 * MOST_S)
    with suppress(TimeoutError):
        if use in ("sub", "subn"):
            pattern.sub("", text)
        elif use == "finditer":
            pattern.findall(text)
        else:
            getattr(pattern, use)(text)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return time.perf_counter() - begin


def _too_long(*_: object) -> None:
    raise TimeoutError
