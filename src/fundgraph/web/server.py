# SPDX-License-Identifier: EUPL-1.2
"""The HTTP server: gunicorn with threads; each worker opens the release for itself."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from flask import Flask
from gunicorn.arbiter import Arbiter

from fundgraph.config import Settings
from fundgraph.errors import MachineRefuses, ReleaseError, UsageError
from fundgraph.release.current import open_current
from fundgraph.store.limits import LONGEST_ADDRESS
from fundgraph.store.supervision import Supervision
from fundgraph.web import heads, logs, metrics, warming
from fundgraph.web.app import LOOPBACK, create_app
from fundgraph.web.count_folder import CountFolder
from fundgraph.web.refusals import Answering, TellingWorker
from fundgraph.web.site import Site

# Waiting for clients is nearly all that so many threads do; they are started when they are needed.
THREADS = 384
CONNECTIONS = 1024
OPEN_FILES = 8192
MOST_WORKERS = 4


def serve(settings: Settings, host: str, port: int) -> None:
    """Serves the current release until a signal ends it; exits 0 then.

    Raises ReleaseError where there is no release that can be opened, MachineRefuses where the
    address is taken, UsageError for a port that is none and for a release with other IRIs.
    """
    _check_releases(Path(settings.releases_dir))
    _check_base(settings)
    listener = _listening(host, port)
    _allow_open_files()
    logs.configure(settings.log_level)
    supervision = Supervision(settings)
    try:
        _Server(settings, listener, supervision, counts=metrics.share()).run()
    finally:
        supervision.close()


def _listening(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise UsageError(f"{port} is no port; write a number from 1 to 65535")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        reason = str(error.strerror or error).partition(" (")[0]
        raise MachineRefuses(
            f"{host}:{port} cannot be used: {reason}; choose another with --host and --port"
        ) from error
    return listener


def _check_releases(folder: Path) -> None:
    """Raises ReleaseError where there is nothing to serve. Another process looks: an engine that
    was opened here would not survive the fork of the workers."""
    command = [sys.executable, "-P", "-m", "fundgraph.release.health", str(folder)]
    looked = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if looked.returncode:
        said = looked.stderr.strip().rpartition("\n")[2]
        raise ReleaseError(said or f"the releases in {folder} end the engine that opens them")


def _check_base(settings: Settings) -> None:
    """Raises UsageError for a release whose IRIs begin otherwise: none of its things would be
    found."""
    release = open_current(Path(settings.releases_dir))
    if release and release.manifest.base_iri != settings.base_iri:
        raise UsageError(
            f"the release {release.id} was published for {release.manifest.base_iri}, but base_iri "
            f"is {settings.base_iri}; run `fundgraph publish` again, or set base_iri back"
        )


def _allow_open_files() -> None:
    """Raises the limit of open files as far as the system lets us: each connection is one, and each
    thread has the search index open."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if most == resource.RLIM_INFINITY else min(OPEN_FILES, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def announcement(settings: Settings, host: str, port: int) -> str:
    """What `serve` prints: where it listens, and where its IRIs lead if that is elsewhere."""
    shown = "localhost" if host in LOOPBACK else f"[{host}]" if ":" in host else host
    address = urlunsplit(("http", f"{shown}:{port}", "/", "", ""))
    lines = [f"Fundgraph serves {settings.releases_dir} at {address} (Ctrl-C ends it)."]
    base = urlsplit(settings.base_iri)
    default = {"http": 80, "https": 443}[base.scheme]
    local = base.hostname == shown or (base.hostname in LOOPBACK and host in LOOPBACK)
    if not local or (base.port or default) != port or base.scheme != "http":
        lines.append(
            f"Its IRIs begin with {settings.base_iri}: reach it there (through a proxy), "
            "or set base_iri."
        )
    return "\n".join(lines)


class _Arbiter(Arbiter):
    """Gunicorn's master process; it keeps the query supervisor alive beside its workers."""

    app: _Server

    def manage_workers(self) -> None:
        """Starts what has ended: called every second, and when a child ends."""
        self.app.supervision.ensure()
        super().manage_workers()

    def handle_hup(self) -> None:
        """Goes on: there is no file of settings to read again, and a release is noticed by itself.
        Gunicorn would open its socket anew, which is not its own."""

    def handle_usr2(self) -> None:
        """Goes on: an upgrade is a restart."""


class _ProxiedWorker(TellingWorker):
    """A worker behind a proxy, whose connections are those of all clients."""

    most_of_one = CONNECTIONS


class _Server(Answering):
    """Gunicorn, told everything here and nothing by files or the command line."""

    def __init__(
        self,
        settings: Settings,
        listener: socket.socket,
        supervision: Supervision,
        *,
        counts: CountFolder,
    ) -> None:
        self.settings, self.listener, self.counts = settings, listener, counts
        self.supervision = supervision
        super().__init__()

    def load_config(self) -> None:
        host, port = self.listener.getsockname()[:2]
        descriptor = self.listener.detach()  # gunicorn's from here on: it closes it
        chosen: dict[str, Any] = {
            "bind": [f"fd://{descriptor}"],
            "worker_class": _ProxiedWorker if self.settings.trusted_proxies else TellingWorker,
            "workers": self.settings.workers or min(MOST_WORKERS, os.cpu_count() or 1),
            "threads": THREADS,
            "worker_connections": CONNECTIONS,
            "timeout": 60,
            "graceful_timeout": 15,
            "keepalive": 5,
            "limit_request_line": LONGEST_ADDRESS,
            "limit_request_fields": 60,
            "forwarder_headers": "",  # nobody says what path was asked for but the request
            "logger_class": logs.ServerLogger,
            "proc_name": "fundgraph",
            "control_socket_disable": True,
            "pre_request": lambda _, asked: heads.settle(asked),
            "when_ready": lambda _: print(announcement(self.settings, host, port), flush=True),
            "post_fork": lambda _, __: self.supervision.forget(),
            "worker_exit": lambda _, __: self._let_go(),
            "child_exit": lambda _, worker: metrics.forget(worker.pid),
            "on_exit": lambda _: self.counts.close(),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def run(self) -> None:
        """Serves until a signal ends it."""
        _Arbiter(self).run()

    def load(self) -> Any:
        """The application of a worker, built after it was forked; its release is open at once."""
        self.application = create_app(self.settings)
        releases = self._site(self.application).releases
        releases.use(self.supervision)
        releases.current()
        releases.follow()
        warming.begin(self.application)
        return self.application

    def _let_go(self) -> None:
        if self.application is not None:
            self._site(self.application).releases.close()

    def _site(self, application: Flask) -> Site:
        found = application.extensions["fundgraph"]
        assert isinstance(found, Site)
        return found
