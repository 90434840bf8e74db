# SPDX-License-Identifier: EUPL-1.2
"""Lists in pages: their orders and pages; every state of a list is an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, abort, request

from fundgraph.web.addresses import sent_on
from fundgraph.web.layout import href


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: an option of a filter, an order, a filter in use."""

    label: str
    href: str = ""
    value: str = ""
    language: str | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """One page of a list: its number, how many there are, how many rows stand on one."""

    page: int
    pages: int
    size: int
    addressed: Callable[..., str]

    @property
    def offset(self) -> int:
        """The rows before this page."""
        return (self.page - 1) * self.size

    def address(self, page: int) -> str:
        """The address of a page of this list."""
        return self.addressed(page=str(page) if page > 1 else None)


def paging(total: int, size: int, addressed: Callable[..., str] | None = None) -> Paging:
    """The page that the address asks for. 404 beyond the last. `addressed` gives the address of a
    `page` (default: this request's with another page)."""
    pages = max(1, -(-total // size))
    wanted = request.args.get("page", "1")
    page = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else 0
    if not 1 <= page <= pages:
        abort(404)
    return Paging(page, pages, size, addressed or address)


def without_empty() -> Response | None:
    """303 to the same list without the parameters that are empty, as a form sends all its fields;
    None where there are none, and where a page is named, which no form does: whether it is there is
    for the list to say. The rest of the address stays as it came."""
    given = request.query_string.decode("latin-1")
    parameters = given.split("&") if given else []
    kept = [one for one in parameters if one.partition("=")[2].strip("+")]
    if len(kept) == len(parameters) or "page" in request.args:
        return None
    return sent_on(303, href(request.path + ("?" + "&".join(kept) if kept else "")))


def chosen(orders: Mapping[str, str]) -> str:
    """The order that the address names, where there is such a one; else the first."""
    wanted = request.args.get("sort", "")
    return wanted if wanted in orders else next(iter(orders))


def sort_choices(orders: Mapping[str, str], current: str) -> list[Choice]:
    """The orders as links."""
    return [
        Choice(label, address(sort=name, page=None), current=name == current)
        for name, label in orders.items()
    ]


def address(**changes: str | None) -> str:
    """The address of this list with some parameters changed; None takes one away."""
    parameters = {**request.args.to_dict(), **changes}
    query = urlencode({name: value for name, value in parameters.items() if value})
    return href(request.path + (f"?{query}" if query else ""))
