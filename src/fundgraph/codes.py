# SPDX-License-Identifier: EUPL-1.2
"""The code lists, read from their SKOS files: from a source's word to a code, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from rdflib import Graph
from rdflib.term import Literal, Node, URIRef

from fundgraph.vocabulary import CODE, ESF, RDF, SKOS

_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.notation)


@dataclass(frozen=True, slots=True)
class _Scheme:
    title: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    found: Mapping[str, str]
    rates: Mapping[str, Decimal]


def fold(label: str) -> str:
    """A label as it is compared: without case, with single spaces."""
    return " ".join(label.split()).casefold()


@dataclass(frozen=True)
class CodeLists:
    """Code lists by the name of their scheme (`status`). A list is read when first asked for.

    Every method raises KeyError for a scheme or a code that does not exist.
    """

    paths: Mapping[str, Path]
    own: Mapping[tuple[str, str], str] = field(default_factory=dict)
    _read: dict[str, _Scheme] = field(default_factory=dict, compare=False, repr=False)

    def find(self, scheme: str, label: str) -> str | None:
        """The code that a source calls by this label or notation, in any language; else None."""
        word = fold(label)
        if self.own and (code := self.own.get((scheme, word))) is not None:
            return code
        return self._scheme(scheme).found.get(word)

    def with_words(self, own: Mapping[tuple[str, str], str]) -> CodeLists:
        """These lists with more words for their codes, by scheme and word; they win."""
        folded = {(scheme, fold(word)): code for (scheme, word), code in own.items()}
        return replace(self, own={**self.own, **folded})

    def label(self, scheme: str, code: str, language: str) -> str:
        """The label of a code for people, in English where the language is missing."""
        labels = self._scheme(scheme).labels[code]
        return labels.get(language) or labels["en"]

    def own_label(self, scheme: str, code: str, language: str) -> str | None:
        """The label of a code in a language; None where it has none."""
        return self._scheme(scheme).labels[code].get(language)

    def codes(self, scheme: str) -> tuple[str, ...]:
        """The codes of a scheme, A–Z."""
        return tuple(self._scheme(scheme).labels)

    def scheme_label(self, scheme: str, language: str) -> str:
        """The label of the scheme itself, in English where the language is missing."""
        title = self._scheme(scheme).title
        return title.get(language) or title["en"]

    def per_euro(self, currency: str) -> Decimal | None:
        """Units of a currency for one euro, where the rate is irrevocable; else None."""
        scheme = self._scheme("currency")
        return scheme.rates.get(currency) if scheme.labels[currency] else None

    def _scheme(self, name: str) -> _Scheme:
        if name not in self._read:
            self._read[name] = _read_scheme(name, self.paths[name])
        return self._read[name]


def load_code_lists(paths: Iterable[Path]) -> CodeLists:
    """The code lists in these Turtle files, one scheme a file, named after it."""
    return CodeLists({path.stem: path for path in paths})


def _read_scheme(name: str, path: Path) -> _Scheme:
    graph = Graph().parse(path, format="turtle")
    concepts = sorted(graph.subjects(RDF.type, SKOS.Concept), key=str)
    codes = {concept: str(concept).removeprefix(f"{CODE}{name}/") for concept in concepts}
    return _Scheme(
        title=_by_language(graph, URIRef(f"{CODE}{name}")),
        labels={codes[concept]: _by_language(graph, concept) for concept in concepts},
        found={
            fold(word): codes[concept] for concept in concepts for word in _words(graph, concept)
        },
        rates={
            codes[concept]: Decimal(str(rate))
            for concept, rate in graph.subject_objects(ESF.perEuro)
        },
    )


def _by_language(graph: Graph, subject: Node) -> dict[str, str]:
    labels = (x for x in graph.objects(subject, SKOS.prefLabel) if isinstance(x, Literal))
    return {label.language or "en": str(label) for label in labels}


def _words(graph: Graph, concept: Node) -> Iterator[str]:
    for predicate in _LABELS:
        yield from map(str, graph.objects(concept, predicate))
