# SPDX-License-Identifier: EUPL-1.2
"""Places for queries: limits per client, fairness, patience. Real threads."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from fundgraph.errors import QueryFailed, TooManyRequests
from fundgraph.store.accounts import Accounts
from fundgraph.store.admission import Admission, ClientGone


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


class Clients:
    """Threads that wait for a place, note who got one, and keep it until they are let go."""

    def __init__(self, admission: Admission) -> None:
        self.admission = admission
        self.entered: list[str] = []
        self.leave: dict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(0))
        self.pool = ThreadPoolExecutor(16)

    def arrive(self, client: str) -> Future[None]:
        there = self._there()
        future = self.pool.submit(self._visit, client)
        until(lambda: future.done() or self._there() > there)
        return future

    def _there(self) -> int:
        return len(self.admission._waiting) + len(self.entered)

    def _visit(self, client: str) -> None:
        with self.admission.place(client):
            self.entered.append(client)
            self.leave[client].acquire()


def test_the_place_goes_to_the_client_with_the_fewest() -> None:
    clients = Clients(Admission(2, per_client=2, patience=10))
    visits = [clients.arrive(client) for client in ("a", "a", "a", "b", "c")]
    for leaving, entering in (("a", "b"), ("b", "c"), ("c", "a")):
        known = len(clients.entered)
        clients.leave[leaving].release()
        until(lambda known=known: len(clients.entered) > known)
        assert clients.entered[-1] == entering
    clients.leave["a"].release(2)
    for visit in visits:
        visit.result(5)
    assert clients.entered == ["a", "a", "b", "c", "a"]


def test_a_client_has_so_many_and_no_more() -> None:
    clients = Clients(Admission(8, per_client=1, patience=10))
    visits = [clients.arrive("a") for _ in range(3)]
    with pytest.raises(TooManyRequests, match="queries_per_client") as caught:
        clients.arrive("a").result(5)
    assert caught.value.headers == {"Retry-After": "10"}
    visits.append(clients.arrive("b"))
    until(lambda: clients.entered == ["a", "b"])
    clients.leave["a"].release(3)
    clients.leave["b"].release()
    for visit in visits:
        visit.result(5)


def test_patience_ends() -> None:
    admission = Admission(1, per_client=1, patience=0.05)
    with ExitStack() as stack:
        stack.enter_context(admission.place("a"))
        with pytest.raises(QueryFailed, match="taken"), admission.place("b"):
            pass
    with admission.place("b"):
        pass


def test_a_failure_gives_the_place_back() -> None:
    admission = Admission(1, per_client=1, patience=0.05)
    for _ in range(3):
        with pytest.raises(KeyError), admission.place("a"):
            raise KeyError
    with admission.place("a"):
        pass


def test_so_many_wait_in_all() -> None:
    clients = Clients(Admission(1, per_client=1, patience=10, waiting=2))
    visits = [clients.arrive(client) for client in "abc"]
    start = time.monotonic()
    with pytest.raises(QueryFailed, match="2 queries wait") as caught:
        clients.arrive("d").result(5)
    assert time.monotonic() - start < 1
    assert caught.value.headers == {"Retry-After": "10"}
    for client in "abc":
        clients.leave[client].release()
    for visit in visits:
        visit.result(5)
    with clients.admission.place("d"):
        pass


def test_nobody_waits_where_a_place_is_free() -> None:
    admission = Admission(1, per_client=1, patience=1, waiting=0)
    with (
        admission.place("a"),
        pytest.raises(QueryFailed, match="0 queries wait"),
        admission.place("b"),
    ):
        pass
    with admission.place("b"):
        pass


def test_who_used_much_goes_behind() -> None:
    accounts = Accounts()
    accounts.charge("heavy", 5, time.monotonic())
    clients = Clients(Admission(1, per_client=1, patience=10, accounts=accounts))
    visits = [clients.arrive(client) for client in ("first", "heavy", "light")]
    for _ in range(2):
        known = len(clients.entered)
        clients.leave[clients.entered[-1]].release()
        until(lambda known=known: len(clients.entered) > known)
    clients.leave["heavy"].release()
    for visit in visits:
        visit.result(5)
    assert clients.entered == ["first", "light", "heavy"]


def test_all_time_is_charged() -> None:
    accounts = Accounts()
    admission = Admission(1, per_client=1, patience=10, accounts=accounts)
    with pytest.raises(KeyError), admission.place("a"):
        time.sleep(0.05)
        raise KeyError
    assert accounts.used("a", time.monotonic()) > 0.04


def test_the_one_sent_away_is_the_one_that_used_most() -> None:
    accounts = Accounts()
    accounts.charge("heavy", 5, time.monotonic())
    clients = Clients(Admission(1, per_client=1, patience=10, waiting=1, accounts=accounts))
    first, heavy = clients.arrive("first"), clients.arrive("heavy")
    light = clients.pool.submit(clients._visit, "light")
    assert isinstance(heavy.exception(5), QueryFailed)
    clients.leave["first"].release()
    clients.leave["light"].release()
    for visit in (first, light):
        visit.result(5)


def test_who_goes_while_waiting_is_not_waited_for() -> None:
    admission = Admission(1, per_client=2, patience=10)
    with (
        admission.place("a"),
        pytest.raises(ClientGone),
        admission.place("a", gone=lambda: True),
    ):
        pass
    assert not admission.waiting


def test_those_who_wait_for_equal_queries_are_bounded_too() -> None:
    admission = Admission(1, per_client=2, patience=10, waiting=2)
    with admission.joined("a"), admission.joined("b"):
        with pytest.raises(QueryFailed, match="2 queries wait already"), admission.joined("c"):
            pass
        with admission.joined("c", for_itself=True):
            assert admission.waiting == 3
