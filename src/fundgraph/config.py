# SPDX-License-Identifier: EUPL-1.2
"""The settings: `fundgraph.toml`, each key also as `FUNDGRAPH_<KEY>`; one frozen object."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path

from fundgraph.errors import UsageError
from fundgraph.iris import DEFAULT_BASE, EXAMPLE_BASE

PREFIX = "FUNDGRAPH_"
LOG_LEVELS = ("debug", "info", "warning", "error")
FILE = "fundgraph.toml"
POSITIVE = (
    "query_timeout_s",
    "query_memory_mb",
    "query_max_rows",
    "query_max_bytes",
    "queries_per_client",
)
_BASE = re.compile(r"https?://[A-Za-z0-9._-]+(?::\d{1,5})?(?:/[\w.~!$&'()*+,;=:@-]+)*/?")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults.

    `base_iri` ends in `/`; times are in seconds, memory in megabytes, sizes in bytes; `store` is
    `embedded` or the address of a SPARQL 1.1 service; `workers` are web processes (0: one for each
    core, at most four); `trusted_proxies` is how many proxies in front of the site add to
    X-Forwarded-For, each of them its client.
    """

    base_iri: str = DEFAULT_BASE
    title: str = ""
    publisher: str = ""
    licence: str = ""
    languages: tuple[str, ...] = ("lv", "en")
    sources: tuple[str, ...] = ()
    releases_dir: str = "var/releases"
    store: str = "embedded"
    query_timeout_s: float = 10.0
    query_memory_mb: int = 1024
    query_max_rows: int = 1_000_000
    query_max_bytes: int = 100_000_000
    queries_per_client: int = 2
    publish_contacts: bool = False
    validation_sample: int = 100
    workers: int = 0
    trusted_proxies: int = 0
    log_level: str = "info"


def load(folder: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of a folder: its `fundgraph.toml`, overridden by the environment.

    Raises UsageError for a file that is no TOML, an unknown key (naming the nearest) or a value
    of the wrong kind.
    """
    settings = Settings()
    path = folder / FILE
    if path.is_file():
        settings = _changed(settings, _read(path), origin=FILE)
    for key, value in sorted(environment.items()):
        if key.startswith(PREFIX):
            named = {key.removeprefix(PREFIX).lower(): value}
            settings = _changed(settings, named, origin=f"the environment variable {key}")
    return _checked(settings)


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path.name} is not valid TOML: {error}") from error
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read: {error.strerror}") from error


def _changed(settings: Settings, values: Mapping[str, object], *, origin: str) -> Settings:
    known = {field.name for field in fields(Settings)}
    changes = {}
    for key, value in values.items():
        if key not in known:
            raise UsageError(unknown_key(key, known, origin=origin))
        changes[key] = _value(key, value, getattr(settings, key), origin=origin)
    return replace(settings, **changes)  # type: ignore[arg-type]


def unknown_key(key: str, known: set[str] | frozenset[str], *, origin: str) -> str:
    """The sentence for a key that is not known, naming the nearest that is."""
    nearest = get_close_matches(key, known, n=1, cutoff=0)
    return f"{origin}: unknown key {key!r}; the nearest known one is {nearest[0]!r}"


def _value(key: str, value: object, default: object, *, origin: str) -> object:
    kind = type(default)
    try:
        if kind is bool:
            return _boolean(value)
        if kind is tuple:
            return _strings(value)
        if kind is str and not isinstance(value, str):
            raise ValueError(value)
        if kind in (int, float) and (
            isinstance(value, bool) or not isinstance(value, str | int | float)
        ):
            raise ValueError(value)
        if kind is int and isinstance(value, float):
            raise ValueError(value)
        return kind(value)  # type: ignore[call-arg]
    except ValueError as error:
        wanted = {bool: "true or false", tuple: "a list of strings", str: "a string"}
        needed = wanted.get(kind, "a number")
        raise UsageError(f"{origin}: {key} is {value!r}; write {needed}") from error


def _boolean(value: object) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    raise ValueError(value)


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    raise ValueError(value)


def _checked(settings: Settings) -> Settings:
    if not _BASE.fullmatch(settings.base_iri) or "/../" in settings.base_iri:
        raise UsageError(
            f"base_iri is {settings.base_iri!r}; write an http or https address, "
            f"such as {EXAMPLE_BASE}"
        )
    for key in POSITIVE:
        if not 0 < getattr(settings, key) < math.inf:
            raise UsageError(f"{key} is {getattr(settings, key)}; write a number above 0")
    if settings.validation_sample < 0:
        raise UsageError(f"validation_sample is {settings.validation_sample}; write 0 or more")
    if not settings.languages or not set(settings.languages) <= {"lv", "en"}:
        raise UsageError(f"languages is {list(settings.languages)}; the site speaks 'lv' and 'en'")
    for key, zero in (("workers", "one for each core"), ("trusted_proxies", "none")):
        if getattr(settings, key) < 0:
            raise UsageError(f"{key} is {getattr(settings, key)}; write 0 ({zero}) or more")
    if settings.log_level not in LOG_LEVELS:
        raise UsageError(f"log_level is {settings.log_level!r}; write {', '.join(LOG_LEVELS)}")
    if settings.store != "embedded":
        raise UsageError(f"store is {settings.store!r}; this version knows 'embedded' only")
    base = settings.base_iri if settings.base_iri.endswith("/") else f"{settings.base_iri}/"
    return replace(settings, base_iri=base)
