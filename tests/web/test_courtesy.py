# SPDX-License-Identifier: EUPL-1.2
"""Long answers let short ones by, for a moment before each of their steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from threading import Event
from typing import Any

import pytest
from flask import Flask

from fundgraph.web.courtesy import Courtesy

FOR_EVER = 600.0


def asked(application: Callable[..., Iterable[bytes]], path: str = "/lv/") -> list[bytes]:
    return list(application({"PATH_INFO": path}, lambda *_: None))


@pytest.mark.parametrize(("path", "waits"), [("/lv/", True), ("/sparql", False)])
def test_a_long_answer_waits_for_one_that_is_made(path: str, waits: bool) -> None:
    courtesy, begun, enough = Courtesy(FOR_EVER), Event(), Event()

    def slow(_environ: Any, _start: Any) -> list[bytes]:
        begun.set()
        enough.wait(60)
        return [b"short"]

    with ThreadPoolExecutor() as threads:
        short = threads.submit(asked, courtesy.around(slow), path)
        begun.wait(60)
        long = threads.submit(courtesy.let_by)
        if waits:
            with pytest.raises(NotYet):
                long.result(0.2)
            enough.set()
        long.result(60)
        enough.set()
        assert short.result(60) == [b"short"]


def test_what_is_being_sent_is_not_waited_for() -> None:
    courtesy = Courtesy(FOR_EVER)

    def streamed(_environ: Any, _start: Any) -> Iterable[bytes]:
        return (courtesy.let_by() or piece for piece in (b"one", b"two"))

    assert asked(courtesy.around(streamed)) == [b"one", b"two"]


def test_an_answer_that_fails_is_over() -> None:
    courtesy = Courtesy(FOR_EVER)

    def failing(_environ: Any, _start: Any) -> Iterable[bytes]:
        raise ValueError

    with pytest.raises(ValueError):
        asked(courtesy.around(failing))
    courtesy.let_by()


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_a_list_is_sent_whole_beside_another_answer(site: Flask, suffix: str) -> None:
    courtesy = site.extensions["fundgraph"].courtesy
    alone = site.test_client().get(f"/data/projects.{suffix}").data

    def beside(_environ: Any, _start: Any) -> list[bytes]:
        return [site.test_client().get(f"/data/projects.{suffix}").data]

    assert asked(courtesy.around(beside)) == [alone]
