# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a request, in the language of the page; the engine's words stay English."""

from __future__ import annotations

import re
from typing import Final

from fundgraph.web.i18n import N_, gettext, language
from fundgraph.web.views.statements import Words

# The sentences of errors word for word, what is filled in by its name; of two that one sentence
# would fit, the narrower comes first.
_SENTENCES: Final = (
    N_(
        "The query took longer than %(seconds)s s (query_timeout_s), the wait for a place "
        "included, and was ended. Ask for less: fewer patterns without a shared variable, a "
        "LIMIT, a smaller graph."
    ),
    N_(
        "All queries together needed more than %(size)s MB of memory (queries_memory_mb), and "
        "this one most. Ask for less: a LIMIT, fewer patterns, no sorting of everything."
    ),
    N_(
        "The query needed more than %(size)s MB of memory (query_memory_mb) and was ended. Ask "
        "for less: a LIMIT, fewer patterns, no sorting of everything."
    ),
    N_("The query ended the process that ran it (%(reason)s)."),
    N_("The result is over the limit %(name)s = %(value)s. Add LIMIT and OFFSET, or take a dump."),
    N_(
        "At most %(running)s queries of one client run at a time and %(waiting)s wait "
        "(queries_per_client). Wait for an answer before the next query."
    ),
    N_("%(count)s queries wait already. Ask again later."),
    N_("%(count)s queries wait for a place already. Ask again later."),
    N_("All places for queries were taken for %(seconds)s s. Ask again later."),
    N_("The query has %(length)s bytes; at most %(most)s are read. Ask in several queries."),
    N_(
        "The graphs of the data set have %(length)s bytes; at most %(most)s are read. Name fewer "
        "graphs."
    ),
    N_("The query nests more than %(most)s levels of brackets. Nest less."),
    N_("More than %(most)s operators stand in one expression. Ask for less."),
    N_("Too many signs may be a comparison or an IRI; write a space after each `<`."),
    N_("The query is not valid Unicode."),
    N_("SERVICE is not offered: this service asks no other one."),
    N_("This service is read only: it takes queries, no updates."),
    N_("The query does not parse: the prefix %(prefix)s is not declared."),
    N_("The query does not parse: the string is never closed."),
    N_("The query does not parse: %(mark)s is never closed."),
    N_("The query does not parse: %(mark)s closes nothing."),
    N_("The query does not parse: %(token)s is not expected here; expected: %(marks)s."),
    N_("The query does not parse: %(token)s is not expected here."),
    N_("The query does not parse: the query ends too early; expected: %(marks)s."),
    N_("The query does not parse: the query ends too early."),
    N_("The result of this query cannot be drawn. Ask for it as a table."),
    N_("The result of this query can be had as: %(types)s"),
    N_(
        "The result has a character (%(code)s) that XML cannot hold. Ask for another format: "
        "JSON, CSV or TSV of a table, Turtle or N-Triples of a graph."
    ),
    N_(
        "%(name)s has no name in XML. Ask for another format: JSON, CSV or TSV of a table, Turtle "
        "or N-Triples of a graph."
    ),
    N_(
        "Large answers that nobody has read to their end take %(size)s bytes already. Ask again "
        "later, or for less."
    ),
    N_("The store of the release is damaged; publish again."),
    N_("No query worker could be started."),
    N_("The query service does not answer."),
    N_("The query service ended and is started again. Ask once more."),
    N_("The query service is closed."),
    N_("The service is being closed."),
    N_("There is more than one query; send one."),
    N_(
        "Each process of the server sends one client %(each)s whole lists at a time "
        "(lists_per_client). Wait until one has come, or take a dump."
    ),
    N_(
        "%(count)s whole lists are being sent already (lists_at_a_time). Ask again later, or take "
        "a dump."
    ),
    N_("There is no query in this request."),
    N_("A query is sent in UTF-8."),
    N_("RDF/XML cannot hold the character %(code)s. Ask for another format."),
    N_("A %(name)s is no absolute IRI."),
    N_("Send a query as %(form)s or %(query)s."),
    N_("The request is not valid UTF-8."),
    N_("The request has more than %(most)s parameters. Send fewer."),
    N_("The request is larger than this service takes."),
    N_("The body of this request has more than %(most)s bytes, which is the most that is read."),
    N_("The body of this request ends before its Content-Length."),
    N_("The body of this request is malformed."),
    N_("This service unpacks no requests: send the body as it is, without Content-Encoding."),
    N_("This service knows no transfer coding but chunked."),
    N_("This server does not go by the name that the request calls it."),
    N_("This request cannot be understood."),
    N_("This address has %(types)s."),
    N_("There is no such part; Content-Range tells the size of the whole."),
    N_(
        "What is at this address now is not what the conditions of the request (If-Match, "
        "If-Unmodified-Since) ask for."
    ),
    N_("An earlier release had this; it is not published any more."),
    N_("Nothing is published yet: run `fundgraph publish` first."),
)
_PLACE: Final = re.compile(r"%\((\w+)\)s")


def _pattern(sentence: str) -> re.Pattern[str]:
    """What a sentence looks like when it is filled in."""
    pieces = enumerate(_PLACE.split(sentence))
    text = "".join(f"(?P<{piece}>.+)" if at % 2 else re.escape(piece) for at, piece in pieces)
    return re.compile(text, re.DOTALL)


_KNOWN: Final = tuple((_pattern(sentence), sentence) for sentence in _SENTENCES)


def spoken(detail: str) -> Words:
    """The sentence of an error in the language of the page; one that has no translation as it is,
    in English."""
    if language() != "en":
        for pattern, sentence in _KNOWN:
            if found := pattern.fullmatch(detail):
                return Words(gettext(sentence, **found.groupdict()), language())
    return Words(detail, "en")
