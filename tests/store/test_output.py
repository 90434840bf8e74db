# SPDX-License-Identifier: EUPL-1.2
"""Results on their way out: rows counted as the engine writes them, limits kept."""

import pyoxigraph as ox
import pytest

from fundgraph.store.output import Output, OverLimitError, RowCounter, counted, row_counter

ROWS = [
    "(1 2)", "(UNDEF UNDEF)", "(UNDEF 3)", "(UNDEF UNDEF)", "(<x:a> 'a')", "('a\\n\\nb' ',')",
    "('\"\\n\"' 'x')", "('<result>' '{')", "(UNDEF UNDEF)",
]  # fmt: skip
FORMATS = ["JSON", "XML", "CSV", "TSV"]


def written(query: str, name: str, **limits: int) -> tuple[bytes, RowCounter]:
    """The result of a query on an empty store, through an Output."""
    result: ox.QueryResultsFormat = getattr(ox.QueryResultsFormat, name)
    pieces: list[bytes] = []
    counter = row_counter(result)
    limits = {"max_bytes": 10**9, "max_rows": 10**9} | limits
    output = Output(pieces.append, rows=counter, **limits)
    solutions = ox.Store().query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    solutions.serialize(output, result)  # type: ignore[arg-type]
    output.flush()
    assert len(b"".join(pieces)) == output.length
    return b"".join(pieces), counter


def values(rows: list[str]) -> str:
    return f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {' '.join(rows)} }} }}"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("number", [0, 1, 2, 5, 9, 9 * 400])
def test_rows_are_counted(name: str, number: int) -> None:
    rows = (ROWS * 400)[:number]
    assert written(values(rows), name)[1].rows == number


@pytest.mark.parametrize("name", FORMATS)
def test_the_row_limit_is_kept(name: str) -> None:
    rows = ROWS * 400
    written(values(rows), name, max_rows=len(rows))
    with pytest.raises(OverLimitError) as caught:
        written(values(rows), name, max_rows=len(rows) - 1)
    assert (caught.value.setting, caught.value.value) == ("query_max_rows", len(rows) - 1)


def test_the_byte_limit_is_kept() -> None:
    length = len(written(values(ROWS), "JSON")[0])
    written(values(ROWS), "JSON", max_bytes=length)
    with pytest.raises(OverLimitError, match="query_max_bytes"):
        written(values(ROWS), "JSON", max_bytes=length - 1)


def test_counted_stops_after_the_last() -> None:
    counter = RowCounter()
    assert list(counted("abc", 3, counter)) == ["a", "b", "c"]
    assert counter.rows == 3
    with pytest.raises(OverLimitError):
        list(counted("abcd", 3, RowCounter()))
