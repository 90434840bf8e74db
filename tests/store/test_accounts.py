# SPDX-License-Identifier: EUPL-1.2
"""The time that clients have used, and how it is forgotten."""

import pytest

from fundgraph.store import accounts
from fundgraph.store.accounts import Accounts


def test_what_was_used_counts_half_after_a_half_life() -> None:
    used = Accounts(half_life=60)
    used.charge("a", 8, now=0)
    assert [used.used("a", now) for now in (0, 60, 120)] == [8, 4, 2]
    used.charge("a", 1, now=60)
    assert used.used("a", 60) == 5
    assert used.used("b", 60) == 0


def test_clients_are_forgotten_from_the_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "_MOST_CLIENTS", 10)
    used = Accounts()
    for number in range(30):
        used.charge(f"{number}", 1 + number % 7, now=number)
    assert used.clients <= 11
    used.charge("heavy", 1000, now=30)
    for number in range(30):
        used.charge(f"more {number}", 1, now=31)
    assert used.used("heavy", 31) > 900
