# SPDX-License-Identifier: EUPL-1.2
"""Reading statements for a page: values, linked things and texts in the better language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from urllib.parse import urlsplit

from fundgraph.codes import CodeLists, load_code_lists
from fundgraph.iris import Minter
from fundgraph.resources import concept_files
from fundgraph.vocabulary import CODE, DCTERMS, LEGAL, SKOS
from fundgraph.web.i18n import LANGUAGES
from fundgraph.writers.groups import Grouped
from fundgraph.writers.terms import Term, Triple, parse_term, unescape

LABELS = (LEGAL.legalName, DCTERMS.title, SKOS.prefLabel)


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its language; the language is None where the source gives none."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its name: `href` is the path of its page (below the site's root), if it has one;
    `code` is its number in a programme tree or its code in a code list."""

    iri: str
    name: Words
    href: str | None = None
    code: str | None = None


# Names that were read before, by IRI and language.
Names = dict[tuple[str, str], Named]
MOST_NAMES = 10_000
# Objects in N-Triples by predicate, in N-Triples, too.
About = dict[str, list[str]]


@cache
def code_lists() -> CodeLists:
    """The code lists that the software carries."""
    return load_code_lists(concept_files())


class Statements:
    """Statements by subject and predicate. Subjects are IRIs without their brackets."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[str, About] = {}
        if isinstance(triples, Grouped):
            self._objects = dict(triples.groups)
            return
        last, about = "", {}  # statements come subject by subject
        for subject, predicate, term in triples:
            if subject != last:
                last, about = subject, self._objects.setdefault(subject, {})
            about.setdefault(predicate, []).append(term)

    def __bool__(self) -> bool:
        return bool(self._objects)

    def about(self, subject: str) -> About:
        """What is said of a subject: objects in N-Triples by predicate with its brackets."""
        return self._objects.get(f"<{subject}>", {})

    def subjects(self, beginning: str) -> list[str]:
        """The subjects whose IRIs begin so, in the order of the statements."""
        return [known[1:-1] for known in self._objects if known.startswith(f"<{beginning}")]

    def terms(self, subject: str, predicate: str) -> list[Term]:
        """The objects as terms, in a stable order."""
        found = self._found(subject, predicate)
        if len(found) < 2:
            return [parse_term(term) for term in found]
        return sorted(map(parse_term, found), key=_order)

    def iris(self, subject: str, predicate: str) -> list[str]:
        """The objects that are IRIs."""
        found = self._found(subject, predicate)
        iris = [unescape(term[1:-1]) for term in found if term[0] == "<"]
        return sorted(iris) if len(iris) > 1 else iris

    def iri(self, subject: str, predicate: str) -> str | None:
        """The first object that is an IRI."""
        return first_iri(self._found(subject, predicate))

    def values(self, subject: str, predicate: str) -> list[str]:
        """The literals' texts."""
        return sorted(_text(t) for t in self._found(subject, predicate) if t[0] == '"')

    def value(self, subject: str, predicate: str) -> str | None:
        """The first literal's text."""
        return first_text(self._found(subject, predicate))

    def decimal(self, subject: str, predicate: str) -> Decimal | None:
        """The first literal as a decimal; None where there is none or it is no number."""
        try:
            return Decimal(self.value(subject, predicate) or "")
        except InvalidOperation:
            return None

    def all_words(self, subject: str, predicate: str) -> tuple[Words, ...]:
        """The texts with their languages."""
        terms = self.terms(subject, predicate)
        return tuple(Words(t.value, t.language) for t in terms if t.kind == "literal")

    def words(self, subject: str, predicate: str, language: str) -> Words | None:
        """The text in the language of the page, else in another that there is."""
        return best(self.all_words(subject, predicate), language)

    def _found(self, subject: str, predicate: str) -> Sequence[str]:
        about = self._objects.get(f"<{subject}>")
        return about.get(f"<{predicate}>", ()) if about else ()


def first_iri(terms: Sequence[str]) -> str | None:
    """The first of the objects that is an IRI, in a stable order."""
    if len(terms) == 1 and terms[0][0] == "<":
        return unescape(terms[0][1:-1])
    return min((unescape(term[1:-1]) for term in terms if term[0] == "<"), default=None)


def first_text(terms: Sequence[str]) -> str | None:
    """The text of the first of the objects that is a literal, in a stable order."""
    if len(terms) == 1 and terms[0][0] == '"':
        return _text(terms[0])
    return min((_text(term) for term in terms if term[0] == '"'), default=None)


def _text(term: str) -> str:
    """The text of a literal."""
    return unescape(term[1 : term.rindex('"')])


def _order(term: Term) -> tuple[str, str]:
    return term.value, term.language or ""


def best(texts: Sequence[Words], language: str) -> Words | None:
    """The text in this language, else in the first of the site's languages, else any."""
    for wanted in (language, *LANGUAGES):
        for text in texts:
            if text.language == wanted:
                return text
    return texts[0] if texts else None


@dataclass(slots=True)
class Things:
    """The things of a release by IRI, named in one language. One for each page; `known` are the
    names that the pages of a release share."""

    statements: Callable[[str], Collection[Triple]]
    minter: Minter
    language: str
    known: Names = field(default_factory=dict)
    _read: dict[str, Statements] = field(default_factory=dict)

    def read(self, iri: str) -> Statements:
        """What is stated of a thing and its parts."""
        if iri not in self._read:
            self._read[iri] = Statements(self.statements(iri))
        return self._read[iri]

    def named(self, iri: str) -> Named:
        """A thing with its name; its IRI's last part stands in for a name that is missing."""
        if iri.startswith(CODE):
            return concept(iri, self.language)
        found = self.known.get((iri, self.language))
        if found is None:
            found = self._named(iri)
            if len(self.known) >= MOST_NAMES:
                self.known.clear()
            self.known[iri, self.language] = found
        return found

    def _named(self, iri: str) -> Named:
        found = self.read(iri)
        names = (found.words(iri, label, self.language) for label in LABELS)
        name = next(filter(None, names), None) or Words(iri.rpartition("/")[2])
        return Named(iri, name, page_path(self.minter, iri, self.language), _number(found, iri))


@lru_cache(maxsize=4096)
def concept(iri: str, language: str) -> Named:
    """A concept of a code list with its label."""
    scheme, _, code = iri.removeprefix(CODE).partition("/")
    label = concept_label(scheme, code, language)
    return Named(iri, Words(label), f"/code/{scheme}/{code}", code)


def _number(found: Statements, iri: str) -> str | None:
    return found.value(iri, DCTERMS.identifier)


def page_path(minter: Minter, iri: str, language: str) -> str | None:
    """The path of the page of a thing of this site; None for other IRIs."""
    split = minter.split(iri)
    return f"/{language}/{split[0]}/{split[1]}" if split else None


def concept_label(scheme: str, code: str, language: str) -> str:
    """The label of a code, its first letter a capital; the code itself where it is unknown."""
    try:
        label = code_lists().label(scheme, code, language)
    except KeyError:
        return code
    return capitalised(label)


def capitalised(label: str) -> str:
    """A label that stands by itself: its first letter a capital, all others as they are."""
    return label[:1].upper() + label[1:]


def web_address(iri: str) -> str | None:
    """The IRI where a browser may follow it: http and https only."""
    try:
        parts = urlsplit(iri)
    except ValueError:
        return None
    return iri if parts.scheme in ("http", "https") and parts.netloc else None
