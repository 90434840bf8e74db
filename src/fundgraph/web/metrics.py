# SPDX-License-Identifier: EUPL-1.2
"""Counts for monitoring (Prometheus), of all web processes together.

Each process counts in files of its own, in a folder that the server makes; whichever process is
asked adds them up.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from fundgraph.errors import HttpError
from fundgraph.store.queries import QueryService
from fundgraph.web.count_folder import CountFolder
from fundgraph.web.releases import Current

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

# What the query supervisor counts since its start, by the beginning of the name.
_COUNTED = (
    ("queries_", "outcome", "Queries by what became of them."),
    ("workers_", "event", "Query workers by what happened to them."),
)
# What it says of this moment.
_NOW = {
    "queries_running": "Queries at work.",
    "queries_waiting": "Queries that wait for a place.",
    "workers_idle": "Query workers that wait for a query.",
    "releases_open": "Releases that queries are answered from.",
    "clients_known": "Clients that have used query time lately.",
    "cached_bytes": "Kept results of queries.",
    "spooled_bytes": "Large results that are being read.",
}


def share() -> CountFolder:
    """Has the processes that are forked from this one count together; the folder they use."""
    folder = CountFolder()
    os.environ[FOLDER] = str(folder.path)
    values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]
    return folder


def forget(pid: int) -> None:
    """Lets go of what a process that has ended held at the moment; its counts stay."""
    mark_process_dead(pid)  # type: ignore[no-untyped-call]


class Metrics:
    """The counts of one application."""

    def __init__(self) -> None:
        own = CollectorRegistry()
        self._shared = FOLDER in os.environ
        self._own = own
        self._requests = Counter(
            "fundgraph_requests",
            "Requests answered.",
            ("route", "method", "status", "format", "kept"),
            registry=own,
        )
        self._seconds = Histogram(
            "fundgraph_request_seconds",
            "Time from a request to the end of its answer.",
            ("route",),
            buckets=_BUCKETS,
            registry=own,
        )

    def request(
        self, *, route: str, method: str, status: int, format: str, kept: bool, seconds: float
    ) -> None:
        """Counts a request; `kept`: its answer had been made before."""
        answered = "yes" if kept else "no"
        self._requests.labels(route, method, str(status), format, answered).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self, current: Current | None) -> bytes:
        """All counts, and what is served now, in Prometheus' text format."""
        registry = CollectorRegistry()
        if self._shared:
            _Together(registry)
        else:
            registry.register(self._own)
        registry.register(_Serving(current))
        return generate_latest(registry)


class _Together(MultiProcessCollector):
    """The counts of all processes, but for files that a process is about to begin: reading those
    is an error of the library's."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__(registry)  # type: ignore[no-untyped-call]
        self._folder = Path(os.environ[FOLDER])

    def collect(self) -> Iterable[Metric]:
        """The families."""
        begun = [str(file) for file in self._folder.glob("*.db") if file.stat().st_size]
        return self.merge(begun)  # type: ignore[no-untyped-call, no-any-return]


class _Serving(Collector):
    """What is known of the open release and its queries without counting here."""

    def __init__(self, current: Current | None) -> None:
        self._current = current

    def collect(self) -> Iterator[Metric]:
        """The families."""
        yield _gauge("up", "1 while a release is open.", float(bool(self._current)))
        if self._current:
            yield from _release(self._current)
            yield from _queries(self._current.queries)


def _release(current: Current) -> Iterator[Metric]:
    manifest = current.manifest
    names = {
        "release": manifest.release,
        "software": manifest.software,
        "vocabulary": manifest.vocabulary,
    }
    yield InfoMetricFamily("fundgraph_release", "The release that is served.", value=names)
    created = current.issued.timestamp()
    yield _gauge("release_created_timestamp_seconds", "When it was published.", created)
    counts = GaugeMetricFamily("fundgraph_release_things", "What it holds.", labels=("of",))
    for name, count in sorted(manifest.counts.items()):
        counts.add_metric((name,), count)
    yield counts


def _queries(queries: QueryService) -> Iterator[Metric]:
    """What the query supervisor counts for the whole site; next to nothing while it is away."""
    try:
        found = dict(queries.metrics())
    except HttpError:
        found = {}
    yield _gauge("query_supervisor_up", "1 while queries are supervised.", float(bool(found)))
    for name in sorted(found.keys() & _NOW.keys()):
        yield _gauge(name, _NOW[name], found.pop(name))
    for prefix, label, told in _COUNTED:
        family = CounterMetricFamily(f"fundgraph_{prefix.rstrip('_')}", told, labels=(label,))
        for name in sorted(found):
            if name.startswith(prefix):
                family.add_metric((name.removeprefix(prefix),), found[name])
        yield family
    if "query_seconds" in found:
        seconds = found["query_seconds"]
        yield CounterMetricFamily("fundgraph_query_seconds", "Time of all queries.", seconds)


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"fundgraph_{name}", told, value=value)
