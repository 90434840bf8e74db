# SPDX-License-Identifier: EUPL-1.2
"""Choosing a representation: media types by Accept, languages by address and Accept-Language."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from flask import g, request
from werkzeug.datastructures import LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header, parse_options_header

from fundgraph.errors import NotAcceptable

HTML = "text/html"


class NothingAcceptable(NotAcceptable):
    """No representation that the client accepts; `choices` are those there are."""

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__("This address has " + ", ".join(choices) + ".")
        self.choices = tuple(choices)


def media_type(offered: Sequence[str]) -> str:
    """The media type to answer with; the earlier offered one where the client is indifferent.

    Marks the answer as varying by Accept. Raises NothingAcceptable.
    """
    vary("Accept")
    found = preferred(offered)
    if found is None:
        raise NothingAcceptable(offered)
    return found


def preferred(offered: Sequence[str]) -> str | None:
    """The best of the offered media types for this request; None where none is acceptable."""
    return _preferred(request.environ.get("HTTP_ACCEPT", ""), tuple(offered))


@lru_cache(maxsize=1024)
def _preferred(accept: str, offered: tuple[str, ...]) -> str | None:
    if not accept.strip(" \t,"):  # a list of nothing is as if not there (RFC 9110, 5.6.1)
        return offered[0]
    ranges = _ranges(accept)
    best = max(offered, key=lambda offer: _quality(offer, ranges))  # max: the first of equals
    return best if _quality(best, ranges) > 0 else None


def _ranges(accept: str) -> dict[str, float]:
    """Quality by media range. Parameters (charset, profile) do not narrow what we offer."""
    ranges: dict[str, float] = {}
    for value, quality in parse_accept_header(accept, MIMEAccept):
        name = value.partition(";")[0].strip().lower()
        ranges[name] = max(quality, ranges.get(name, 0))
    return ranges


def _quality(offer: str, ranges: Mapping[str, float]) -> float:
    """The quality given by the most specific range (RFC 9110, 12.5.1)."""
    for name in (offer, offer.partition("/")[0] + "/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0


def profile(media_type: str, known: Collection[str]) -> str | None:
    """The profile (RFC 6906) of a media type that the client asks for most, among those known;
    None where it names none of them. Marks the answer as varying by Accept."""
    vary("Accept")
    accept = request.environ.get("HTTP_ACCEPT", "")
    return _profile(accept, media_type, tuple(known)) if "profile" in accept.lower() else None


@lru_cache(maxsize=256)
def _profile(accept: str, media_type: str, known: tuple[str, ...]) -> str | None:
    ranges = parse_accept_header(accept, MIMEAccept)
    for value, quality in sorted(ranges, key=lambda each: -each[1]):
        name, parameters = parse_options_header(value)
        if name.lower() == media_type and quality > 0:
            asked = parameters.get("profile", "").split()
            return next((each for each in asked if each in known), None)
    return None


def language(languages: Sequence[str]) -> str:
    """The language of the page: of its address (`/lv/…`), of `?lang=`, else by Accept-Language."""
    named = (request.view_args or {}).get("language")
    if not named and request.query_string:
        named = request.args.get("lang")
    if named in languages:
        return str(named)
    g.language_negotiated = True
    return _wanted(request.environ.get("HTTP_ACCEPT_LANGUAGE", ""), tuple(languages))


@lru_cache(maxsize=512)
def _wanted(accept: str, languages: tuple[str, ...]) -> str:
    # Werkzeug's best_match takes an exact `lv;q=0.5` before an `en-GB` that is wanted more.
    ranges = parse_accept_header(accept, LanguageAccept)
    wanted = (tag.partition("-")[0].lower() for tag, quality in ranges if quality > 0)
    return next((code for code in wanted if code in languages), languages[0])


def vary(name: str) -> None:
    """Marks the answer as depending on a request header."""
    g.setdefault("vary", set()).add(name)
