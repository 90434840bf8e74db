# SPDX-License-Identifier: EUPL-1.2
"""Answers that are kept, and those that several wait for. Real threads."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from threading import Event

import pytest

from fundgraph.errors import BadRequest, HttpError, QueryTimedOut, TooManyRequests
from fundgraph.store.flights import Flight, Flights
from fundgraph.store.formats import ResultKind
from fundgraph.store.spool import Result


def result(content: bytes) -> Result:
    return Result(ResultKind.SOLUTIONS, "text/csv", 1, len(content), content, None)


def ask(flights: Flights, key: str, run: Callable[[Flight], Result]) -> Result:
    return flights.answer(key, run, join=nullcontext, gone=lambda: False)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as executor:
        yield executor


class Deed:
    """A query that ends as it is told, once it is let go."""

    def __init__(self, outcome: Result | HttpError, *, begun: bool) -> None:
        self._outcome, self._begun = outcome, begun
        self.started, self.let_go = Event(), Event()
        self.flight: Flight | None = None

    def __call__(self, flight: Flight) -> Result:
        self.flight = flight
        if self._begun:
            flight.begun.set()
        self.started.set()
        assert self.let_go.wait(5)
        if isinstance(self._outcome, HttpError):
            raise self._outcome
        return self._outcome

    def wait_for_follower(self) -> None:
        while not self.flight or not self.flight.followers:
            self.let_go.wait(0.01)


def begin(threads: ThreadPoolExecutor, flights: Flights, deed: Deed) -> Future[Result]:
    """The answer to come of who asks first; the query has been started."""
    first = threads.submit(ask, flights, "a", deed)
    assert deed.started.wait(5)
    return first


def at_once(content: bytes) -> Deed:
    """A query that ends at once."""
    deed = Deed(result(content), begun=True)
    deed.let_go.set()
    return deed


def test_a_result_is_that_of_all_who_wait(threads: ThreadPoolExecutor) -> None:
    flights, deed = Flights(Counter()), Deed(result(b"1"), begun=True)
    first = begin(threads, flights, deed)
    second = threads.submit(ask, flights, "a", Deed(result(b"2"), begun=True))
    deed.wait_for_follower()
    deed.let_go.set()
    assert first.result(5) is second.result(5)


def test_a_fault_is_that_of_all_who_wait(threads: ThreadPoolExecutor) -> None:
    fault = BadRequest("no", members={"line": 3})
    flights, deed = Flights(Counter()), Deed(fault, begun=True)
    first = begin(threads, flights, deed)
    second = threads.submit(ask, flights, "a", Deed(result(b"2"), begun=True))
    deed.wait_for_follower()
    deed.let_go.set()
    assert first.exception(5) is fault
    error = second.exception(5)
    assert isinstance(error, BadRequest)
    assert error is not fault
    assert (str(error), error.line) == ("no", 3)


def test_who_waits_takes_over_where_the_first_is_out_of_time(threads: ThreadPoolExecutor) -> None:
    flights, deed = Flights(Counter()), Deed(QueryTimedOut("late"), begun=True)
    first = begin(threads, flights, deed)
    second = threads.submit(ask, flights, "a", at_once(b"2"))
    deed.wait_for_follower()
    deed.let_go.set()
    assert isinstance(first.exception(5), QueryTimedOut)
    assert second.result(5).content == b"2"


def test_nobody_waits_for_one_without_a_place(threads: ThreadPoolExecutor) -> None:
    flights, deed = Flights(Counter()), Deed(TooManyRequests("you"), begun=False)
    first = begin(threads, flights, deed)
    assert threads.submit(ask, flights, "a", at_once(b"2")).result(5).content == b"2"
    assert not first.done()
    deed.let_go.set()
    assert isinstance(first.exception(5), TooManyRequests)
    assert ask(flights, "a", deed).content == b"2"  # kept


def test_what_is_kept_is_bounded() -> None:
    flights = Flights(Counter(), most_bytes=10_000)
    runs: list[int] = []

    def run(number: int) -> Result:
        def made(flight: Flight) -> Result:
            runs.append(number)
            return result(bytes(2000))

        return ask(flights, f"query {number}", made)

    for number in (1, 2, 3, 1, 4, 1, 2):
        run(number)
        assert flights.bytes <= 10_000
    assert runs == [1, 2, 3, 4, 2]
