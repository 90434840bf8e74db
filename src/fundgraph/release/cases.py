# SPDX-License-Identifier: EUPL-1.2
"""Findings as people read them: by severity and rule, what is said of many rows said once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import groupby, takewhile

from fundgraph.report import Finding, Severity

GRAVEST_FIRST = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)
GAP = "…"
# Where the words that messages share may end: not within one of theirs.
_EDGE = " “„(«\u00a0"
_CLOSED = " ”)».,;:\u00a0"


@dataclass(frozen=True, slots=True)
class Case:
    """One field and value of a file that a rule finds wanting, in all the rows that have it."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The first of the findings, which the others repeat in other rows."""
        return self.findings[0]

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def project(self) -> str | None:
        """The number of the project, where the case is of one only."""
        return self.first.project if len(self) == 1 else None

    def rows(self) -> list[tuple[int, int]]:
        """The rows as ranges, the first and last of each."""
        numbers = sorted({one.row for one in self.findings if one.row is not None})
        ranges: list[tuple[int, int]] = []
        for number in numbers:
            if ranges and ranges[-1][1] + 1 == number:
                ranges[-1] = (ranges[-1][0], number)
            else:
                ranges.append((number, number))
        return ranges


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule found, at one severity; the cases, the most frequent first."""

    severity: Severity
    rule: str
    cases: tuple[Case, ...]

    def __len__(self) -> int:
        return sum(map(len, self.cases))

    @property
    def refused(self) -> bool:
        """True where the rule leaves rows out."""
        return any(case.first.refused for case in self.cases)

    @property
    def alike(self) -> bool:
        """True where the same is said of every case, but for the value."""
        return len(self._sentences("en")) == 1

    def explanation(self, language: str) -> str:
        """What the rule says of all its cases, a gap for what differs."""
        sentences = self._sentences(language)
        if len(sentences) == 1:
            return next(iter(sentences))
        return GAP.join(shared_words(sentences))

    def differing(self, language: str) -> list[str]:
        """What stands in the gap of the explanation, case by case."""
        begin, end = shared_words(self._sentences(language))
        texts = (_without_value(case.first, language) for case in self.cases)
        return [text[len(begin) : len(text) - len(end)] for text in texts]

    def _sentences(self, language: str) -> Set[str]:
        if len(self.cases) == 1:
            return {self.cases[0].first.messages[language]}
        return {_without_value(case.first, language) for case in self.cases}


def by_rule(findings: Iterable[Finding]) -> Iterator[Group]:
    """The findings by severity, the gravest first, and by rule."""

    def key(finding: Finding) -> tuple[int, str]:
        return GRAVEST_FIRST.index(finding.severity), finding.rule

    for (severity, rule), group in groupby(sorted(findings, key=key), key):
        yield Group(GRAVEST_FIRST[severity], rule, tuple(_cases(group)))


def _cases(findings: Iterable[Finding]) -> list[Case]:
    found: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for one in findings:
        found[one.file, one.field, one.value, one.message].append(one)
    return sorted((Case(tuple(same)) for same in found.values()), key=len, reverse=True)


def _without_value(finding: Finding, language: str) -> str:
    message = finding.messages[language]
    for begin in "“„":
        message = message.replace(f"{begin}{finding.value}”", f"{begin}{GAP}”")
    return message


def sentence(text: str) -> str:
    """A text with a capital letter and an end."""
    shown = text[:1].upper() + text[1:]
    return shown if shown.endswith((".", "!", "?", "…")) else f"{shown}."


def shared_words(sentences: Set[str]) -> tuple[str, str]:
    """How all the sentences begin, and how they end, in whole words."""
    begin = re.sub(f"[^{_EDGE}]*$", "", _shared_begin(sentences))
    rest = {text[len(begin) :][::-1] for text in sentences}
    return begin, re.sub(f"^[^{_CLOSED}]*", "", _shared_begin(rest)[::-1])


def _shared_begin(texts: Set[str]) -> str:
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    return "".join(letters[0] for letters in alike)
