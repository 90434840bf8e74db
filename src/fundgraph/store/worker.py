# SPDX-License-Identifier: EUPL-1.2
"""A query worker: `python -m fundgraph.store.worker STORE MEMORY_MB NICE PARENT`.

Opens the store read-only, locks itself in, then answers one query after the other: frames come on
standard input and go to standard output. It ends when its input does or its parent dies.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from fundgraph.errors import BadRequest, HttpError, QueryFailed, TooLarge
from fundgraph.store import confinement, faults, frames
from fundgraph.store.formats import ResultKind
from fundgraph.store.output import Output, OverLimitError, RowCounter, counted, row_counter
from fundgraph.store.scan import scan
from fundgraph.store.syntax import PADDING, explain
from fundgraph.store.tokens import line_of
from fundgraph.store.xml import Xml, named

Request = dict[str, Any]
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Send = Callable[[bytes, bytes], None]

_STDIN, _STDOUT = 0, 1
_UNKNOWN = re.compile("The custom function <(.*)> is not supported")
_MOST_UNKNOWN = 50
_CORRUPTION = "Corruption:"  # as RocksDB begins what it says of a block or a file


def main(arguments: list[str]) -> None:
    """Serves queries of the store in a folder until the input ends."""
    folder, memory_mb, nice, parent = arguments
    confinement.die_with_parent(int(parent))
    with suppress(FileNotFoundError):  # the engine says better what is missing
        confinement.read_only_from(Path(folder))
    store = ox.Store.read_only(folder)
    confinement.limit_resources(int(memory_mb), nice=int(nice))
    unlocked = confinement.lock()
    writer = frames.FrameWriter(_STDOUT)
    ready = {"unlocked": unlocked, "resident": confinement.resident()}
    _send_json(writer.write, frames.READY, ready)
    writer.flush()
    reader = frames.FrameReader(_STDIN)
    with suppress(EOFError, BrokenPipeError):
        _, setup = reader.read()
        common = json.loads(setup)
        while True:
            _, payload = reader.read()
            writer.write(frames.TAKEN, b"")
            writer.flush()
            serve(store, common | json.loads(payload), writer.write)
            writer.flush()


def serve(store: ox.Store, request: Request, send: Send) -> None:
    """Answers one request, after TAKEN: FORM, DATA … and END, or FAULT."""
    confinement.limit_cpu(math.ceil(request["seconds"]) + 1)
    try:
        results = evaluate(store, request)
        length, rows = _write(results, request, send)
    except HttpError as error:
        _send_json(send, frames.FAULT, faults.message(error))
    except OverLimitError as error:
        _send_json(send, frames.FAULT, faults.message(_over_limit(error)))
    except (OSError, ValueError, RuntimeError, TypeError) as error:
        _send_json(send, frames.FAULT, faults.message(_not_evaluated(error)))
    else:
        end = {"length": length, "rows": rows, "resident": confinement.resident()}
        _send_json(send, frames.END, end)


def evaluate(store: ox.Store, request: Request) -> Results:
    """The results of a query, not yet read.

    Without a graph in the request and without FROM in the query, it sees all graphs as one.
    Raises BadRequest, TooLarge or UpdateRefused for one that the scan or the engine refuses.
    """
    text, default, named = (request[name] for name in ("text", "default_graphs", "named_graphs"))
    has_dataset = scan(text).has_dataset if request["scanned"] else False
    query = partial(store.query, text + PADDING, base_iri=request["base_iri"])
    if default or named:
        query = partial(
            query,
            default_graph=[ox.NamedNode(graph) for graph in default],
            named_graphs=[ox.NamedNode(graph) for graph in named],
        )
    else:
        query = partial(query, use_default_graph_as_union=not has_dataset)
    try:
        return _with_unknown_functions(query)
    except SyntaxError as error:
        raise _misread(text, str(error)) from error


def _with_unknown_functions(query: Callable[..., Results]) -> Results:
    """The results of a query, where a call of a function that nobody knows is an error of its
    expression, as SPARQL has it, and not one of the query."""
    unknown: dict[ox.NamedNode, Callable[..., None]] = {}
    while True:
        try:
            return query(custom_functions=unknown)
        except RuntimeError as error:
            named = _UNKNOWN.match(str(error))
            if not named or len(unknown) >= _MOST_UNKNOWN:
                raise
            unknown[ox.NamedNode(named[1])] = lambda *_: None


def _misread(text: str, message: str) -> BadRequest:
    fault = explain(text, message)
    place = {"line": fault.line, "column": fault.column, "text": line_of(text, fault.line)}
    return BadRequest(f"The query does not parse: {fault.sentence}.", members=place)


def _not_evaluated(error: Exception) -> HttpError:
    if str(error).startswith(_CORRUPTION):
        return QueryFailed("The store of the release is damaged; publish again.")
    return BadRequest(f"The query cannot be evaluated: {error}")


def _over_limit(error: OverLimitError) -> TooLarge:
    return TooLarge(
        f"The result is over the limit {error.setting} = {error.value}. "
        "Add LIMIT and OFFSET, or take a dump.",
        members={"limit": error.setting, "value": error.value},
    )


def _write(results: Results, request: Request, send: Send) -> tuple[int, int]:
    kind = _kind(results)
    media_type = request["graph_type" if kind is ResultKind.GRAPH else "solution_type"]
    _send_json(send, frames.FORM, {"kind": kind, "media_type": media_type})
    if media_type is None:
        return 0, 0
    counter, serialise = _serialiser(results, media_type, request)
    output = Output(
        partial(send, frames.DATA),
        max_bytes=request["max_bytes"],
        max_rows=request["max_rows"],
        rows=counter,
        clean=Xml() if media_type.endswith("xml") else bytes,
    )
    serialise(output)
    output.flush()
    return output.length, counter.rows


def _kind(results: Results) -> ResultKind:
    if isinstance(results, ox.QueryBoolean):
        return ResultKind.BOOLEAN
    return ResultKind.GRAPH if isinstance(results, ox.QueryTriples) else ResultKind.SOLUTIONS


def _serialiser(
    results: Results, media_type: str, request: Request
) -> tuple[RowCounter, Callable[[Output], object]]:
    if isinstance(results, ox.QueryTriples):
        rdf = ox.RdfFormat.from_media_type(media_type)
        counter = RowCounter()
        triples = counted(results, request["max_rows"], counter)
        if rdf == ox.RdfFormat.RDF_XML:
            triples = named(triples)
        prefixes = request["prefixes"]
        return counter, lambda output: ox.serialize(triples, output, rdf, prefixes=prefixes)
    result = ox.QueryResultsFormat.from_media_type(media_type)
    if result is None:
        raise ValueError(f"no results in {media_type}")
    counter = RowCounter() if isinstance(results, ox.QueryBoolean) else row_counter(result)
    return counter, lambda output: results.serialize(output, result)


def _send_json(send: Send, kind: bytes, message: Mapping[str, object]) -> None:
    send(kind, json.dumps(message).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
