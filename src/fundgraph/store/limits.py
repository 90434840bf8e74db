# SPDX-License-Identifier: EUPL-1.2
"""Every limit of the query service, as one value: for error bodies, descriptions and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:  # a query worker starts with this module and must stay small
    from fundgraph.config import Settings

LONGEST_QUERY: Final = 16_384
DEEPEST_QUERY: Final = 64
LONGEST_CHAIN: Final = 1000
LONGEST_GRAPHS: Final = 16_384
MOST_PARAMETERS: Final = 200
LONGEST_BODY: Final = 1_000_000
LONGEST_ADDRESS: Final = 8190
WAITING_PER_RUNNING: Final = 2
# The time that a client has used counts half after so many seconds.
HALF_LIFE_S: Final = 60
# Answers kept, all together and each; answers that are being read by their clients.
CACHED_BYTES: Final = 33_554_432
CACHED_ANSWER_BYTES: Final = 1_048_576
SPOOLED_BYTES: Final = 2_000_000_000


# All queries together may use so many times the memory of one.
MEMORY_TOGETHER: Final = 1.5


_LESS: Final = "Ask for less: a LIMIT, fewer patterns without a shared variable, a smaller graph."


class Limit(NamedTuple):
    """A limit: its name (that of a setting where `setting`), its value and unit, what it bounds,
    and what a client that meets it may do."""

    name: str
    value: float
    unit: str
    meaning: str
    advice: str = ""
    setting: bool = True


def limits(settings: Settings) -> tuple[Limit, ...]:
    """The limits that queries have under these settings."""
    return (*_of_settings(settings), *_of_texts(), *_of_the_service(settings))


def limit(settings: Settings, name: str) -> Limit:
    """The limit of a name. Raises KeyError for none."""
    return {each.name: each for each in limits(settings)}[name]


def memory_together(settings: Settings) -> int:
    """The memory that all queries at work may use together, in MB."""
    return int(MEMORY_TOGETHER * settings.query_memory_mb)


def _of_settings(settings: Settings) -> tuple[Limit, ...]:
    page = "Add LIMIT and OFFSET, or take a dump."
    at_once = settings.queries_per_client
    return (
        Limit("query_timeout_s", settings.query_timeout_s, "s",
            "time a query may take, the wait for a place included", _LESS),
        Limit("query_memory_mb", settings.query_memory_mb, "MB", "memory a query may use", _LESS),
        Limit("query_max_rows", settings.query_max_rows, "rows", "rows of a result", page),
        Limit("query_max_bytes", settings.query_max_bytes, "bytes", "size of a result", page),
        Limit(
            "queries_per_client", at_once, "queries", "queries of one client that run at a time",
            "Wait for an answer before the next query.",
        ),
        Limit(
            "queries_waiting_per_client", WAITING_PER_RUNNING * at_once, "queries",
            "queries of one client that wait for a place, or whose large answer it has not read",
            "Come back after Retry-After seconds.",
            setting=False,
        ),
    )  # fmt: skip


def _of_texts() -> tuple[Limit, ...]:
    return (
        Limit(
            "query_bytes", LONGEST_QUERY, "bytes", "length of a query in UTF-8",
            "Ask in several queries.", setting=False,
        ),
        Limit(
            "query_depth", DEEPEST_QUERY, "levels", "brackets within brackets of a query",
            "Nest less.", setting=False,
        ),
        Limit(
            "query_chain", LONGEST_CHAIN, "operators",
            "signs of arithmetic and negation within one pair of brackets",
            "Ask for less at once.", setting=False,
        ),
        Limit(
            "query_graphs", LONGEST_GRAPHS, "bytes",
            "length of default-graph-uri and named-graph-uri together",
            "Name fewer graphs.", setting=False,
        ),
        Limit(
            "query_parameters", MOST_PARAMETERS, "parameters", "parameters of a request",
            "Send fewer.", setting=False,
        ),
        Limit(
            "address_bytes", LONGEST_ADDRESS, "bytes",
            "first line of a request, which has the address and the query of a GET",
            "Send the query by POST.", setting=False,
        ),
        Limit(
            "request_bytes", LONGEST_BODY, "bytes", "body of a request", "Send less.", setting=False
        ),
    )  # fmt: skip


def _of_the_service(settings: Settings) -> tuple[Limit, ...]:
    return (
        Limit(
            "queries_memory_mb", memory_together(settings), "MB",
            "memory that all queries at work may use together; the largest is ended", _LESS,
            setting=False,
        ),
        Limit(
            "query_half_life_s", HALF_LIFE_S, "s",
            "time after which the time that a client's queries took counts half; a client that "
            "used more goes behind one that used less", setting=False,
        ),
        Limit(
            "query_spool_bytes", SPOOLED_BYTES, "bytes",
            "all large answers together that clients have not read to their end",
            "Come back after Retry-After seconds.", setting=False,
        ),
    )  # fmt: skip
