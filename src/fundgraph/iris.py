# SPDX-License-Identifier: EUPL-1.2
"""The only place that mints IRIs of a site: things, parts, documents and graphs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import quote

DEFAULT_BASE = "http://localhost:8000/"
EXAMPLE_BASE = "https://data.example.org/"
TYPES = ("project", "organisation", "programme", "region", "place")
SUFFIXES = ("ttl", "nt", "nq", "rdf", "jsonld", "csv", "json", "html")

# What RFC 3987 leaves out of an IRI, as a class of characters for regular expressions.
NOT_IRI = (
    '\x00-\x20<>"{}|^`\\\\\\[\\]\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff'
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    # the last two code points of each plane, which are no characters
    + "".join(
        f"{chr(plane | 0xFFFE)}-{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0xE0000, 0x10000)
    )
)
_UNSAFE = re.compile(f"[{NOT_IRI}%?#/]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SUFFIX = re.compile(rf"\.({'|'.join(SUFFIXES)})$", re.IGNORECASE)
_TO_ASCII = str.maketrans({"ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d"})
LONGEST = 80


def short_hash(text: str) -> str:
    """Eight hexadecimal digits that stand for `text`."""
    return blake2b(text.encode(), digest_size=4).hexdigest()


@lru_cache(maxsize=64)  # asked twice for each record: whether it is new, and for its IRI
def number_slug(number: str, *, separator: str = "/", prefix: str = "") -> str:
    """The slug of a project number: injective, NFC, readable.

    With the separator `/`: `/` → `-`, `-` → `_-`, `_` → `__`; with `-`: `-` stays, `/` → `_-`.
    What an IRI cannot hold is written as `_` and its code point in hexadecimal, closed by `.`;
    a slug never ends in a listed suffix (`.ttl`), nor is it `.` or `..`.
    """
    text = unicodedata.normalize("NFC", prefix + number).replace("_", "__")
    escaped = "/" if separator == "-" else "-"
    text = text.replace(escaped, "\0").replace(separator, "-").replace("\0", "_-")
    slug = _UNSAFE.sub(lambda match: f"_{ord(match[0]):x}.", text)
    return f"{slug}_." if _SUFFIX.search(slug) or not slug.strip(".") else slug


def name_slug(text: str, *, longest: int = LONGEST) -> str:
    """A readable ASCII slug of a name; a name that is too long, or has no Latin letter, gets a
    short hash of itself."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_TO_ASCII))
    slug = _NOT_SLUG.sub("-", folded.encode("ascii", "ignore").decode()).strip("-")
    if slug and len(slug) <= longest:
        return slug
    return f"{slug[:longest].rpartition('-')[0] or slug[:longest]}-{short_hash(text)}".strip("-")


# The names of the graphs that no register has: what registers share, the vocabulary with its code
# lists, the catalogue.
SHARED, VOCABULARY, CATALOGUE = "shared", "vocabulary", "catalogue"


@dataclass(frozen=True, slots=True)
class Minter:
    """Mints the IRIs of a site from its `base_iri` (which ends in `/`)."""

    base: str

    def thing(self, kind: str, slug: str) -> str:
        """The IRI of a project, organisation, programme, region or place. Raises KeyError for
        another kind."""
        if kind not in TYPES:
            raise KeyError(kind)
        return f"{self.base}id/{kind}/{slug}"

    def term(self, kind: str, slug: str) -> str:
        """The IRI of a thing as a term; a slug holds nothing that a term would have to escape."""
        return f"<{self.base}id/{kind}/{slug}>"

    def project(self, number: str, *, separator: str = "/", prefix: str = "") -> str:
        """The IRI of the project with this number."""
        return self.thing("project", number_slug(number, separator=separator, prefix=prefix))

    def source_file(self, register: str, name: str) -> str:
        """The IRI of what is known of a source file."""
        return f"{self.base}data/source/{register}/{quote(name, safe='')}"

    def graph(self, name: str) -> str:
        """The IRI of a named graph: a register's name, `shared`, `vocabulary` or `catalogue`."""
        return f"{self.base}data/graph/{name}"

    def report(self) -> str:
        """The IRI of the findings of the current release."""
        return f"{self.base}data/report"

    def context(self) -> str:
        """The address of the JSON-LD context."""
        return f"{self.base}ns/context.jsonld"

    def split(self, iri: str) -> tuple[str, str] | None:
        """The type and slug of a thing of this site; None for any other IRI or a part."""
        head, _, rest = iri.partition(f"{self.base}id/")
        kind, _, slug = rest.partition("/")
        return (kind, slug) if not head and kind in TYPES and slug and "#" not in slug else None


def site_prefixes(base: str) -> dict[str, str]:
    """The prefixes of a site's own things, for Turtle; projects are named relative to the base."""
    return {kind: f"{base}id/{kind}/" for kind in ("organisation", "programme", "place", "region")}
