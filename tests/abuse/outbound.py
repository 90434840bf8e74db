# SPDX-License-Identifier: EUPL-1.2
"""Row 6: all the ways to have the server ask another one, or read a file, for a stranger."""

from __future__ import annotations

import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode
from zipfile import ZipFile

from openpyxl import Workbook

from tests.abuse.client import Answer, Client
from tests.abuse.heavy import HARMFUL
from tests.abuse.lines import Line, counted
from tests.abuse.site import Site

FORM = "application/x-www-form-urlencoded"
XML = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{}">]>'
RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="x:">'
    '<rdf:Description rdf:about="x:a"><x:b>&e;</x:b></rdf:Description></rdf:RDF>'
)
IMPORTS = "<x:a> <http://www.w3.org/2002/07/owl#imports> <{}> ."
INCLUDED = '<x xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="{}"/></x>'
TABLE = "<table><tr><th>Title</th><th>Number</th></tr><tr><td>&e;</td><td>1</td></tr></table>"
CONTEXT = '{{"@context": "{}", "@id": "x:a"}}'
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ROW = "<t:table-row>" + "<t:table-cell><x:p>{}</x:p></t:table-cell>" * 2 + "</t:table-row>"
SHEET = (
    f'<o:document-content xmlns:o="{OASIS}:office:1.0" xmlns:t="{OASIS}:table:1.0"'
    f' xmlns:x="{OASIS}:text:1.0"><o:body><o:spreadsheet><t:table t:name="a">{{}}</t:table>'
    "</o:spreadsheet></o:body></o:document-content>"
)


class Trap:
    """A listener on loopback and a file, neither of which anybody should touch."""

    def __init__(self, listener: socket.socket, file: Path) -> None:
        self._listener, self.file = listener, file
        self.word = secrets.token_hex(12)
        self.port = listener.getsockname()[1]
        self.hits = 0
        file.write_text(f'<x:a> <x:b> "{self.word}" .\n')

    @property
    def addresses(self) -> tuple[str, ...]:
        """Spellings of the listener's address, and the file's."""
        hosts = (
            "127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0.0.0.0",
            "[::ffff:127.0.0.1]", "user@127.0.0.1", "LOCALHOST.",
        )  # fmt: skip
        return (*(f"http://{host}:{self.port}/x.ttl" for host in hosts), self.file.as_uri())

    def count(self) -> int:
        """How many have connected."""
        self._listener.setblocking(False)
        try:
            while True:
                self._listener.accept()[0].close()
                self.hits += 1
        except BlockingIOError:
            return self.hits


@dataclass(frozen=True, slots=True)
class Request:
    """A request that could make the server ask another."""

    path: str
    method: str = "GET"
    body: str | None = None
    headers: Mapping[str, str] | None = None

    def sent(self, client: Client) -> Answer:
        """The answer."""
        body = None if self.body is None else self.body.encode()
        return client.ask(self.path, method=self.method, body=body, headers=self.headers)


@contextmanager
def trap() -> Iterator[Trap]:
    """A trap that is set."""
    with TemporaryDirectory() as name, closing(socket.create_server(("127.0.0.1", 0))) as listener:
        yield Trap(listener, Path(name) / "canary.ttl")


def federated(target: str) -> Iterator[str]:
    """Queries that name another service, however they are spelt."""
    base, _, last = target.rpartition("/")
    clause = f"SERVICE <{target}> {{ ?s ?p ?o }}"
    yield f"SELECT * {{ {clause} }}"
    yield from _elsewhere(target)
    yield f"SELECT * {{ SERVICE SILENT <{target}> {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ sErViCe\n#}}\n<{target}>#{{\n{{ ?s ?p ?o }} }}"
    yield f"PREFIX t: <{base}/> SELECT * {{ SERVICE t:{last} {{ ?s ?p ?o }} }}"
    yield f"BASE <{base}/> SELECT * {{ SERVICE <{last}> {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ VALUES ?x {{ <{target}> }} SERVICE ?x {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ BIND(IRI('{target}') AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ \\u0053ERVICE <{target}> {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ OPTIONAL {{ {clause} }} }}"
    yield f"SELECT * {{ {{}} UNION {{ {clause} }} }}"
    yield f"ASK {{ FILTER EXISTS {{ {clause} }} }}"
    yield f"SELECT * {{ ?a ?b ?c MINUS {{ {clause} }} }} LIMIT 1"
    yield f"SELECT * {{ {{ SELECT * {{ {clause} }} }} }}"
    yield f"SELECT * {{ GRAPH ?g {{ {clause} }} }}"
    yield f"CONSTRUCT {{ ?s ?p ?o }} {{ {clause} }}"
    yield f"DESCRIBE ?s {{ {clause} }}"
    yield f"SELECT * {{ FILTER('#' != '') {clause} }}"
    yield f"SELECT * {{ FILTER(1<2) {clause} FILTER(3>2) }}"
    yield f"SELECT * {{ BIND(1 AS ?a) FILTER(?a<'>').SERVICE<{target}>{{ ?s ?p ?o }} }}"


def _elsewhere(target: str) -> Iterator[str]:
    """Queries that name another graph."""
    yield f"SELECT * FROM <{target}> {{ ?s ?p ?o }}"
    yield f"SELECT * FROM NAMED <{target}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    yield f"LOAD <{target}>"
    yield f"DESCRIBE <{target}>"


def spellings(target: str) -> Iterator[Request]:
    """Requests that name an address in every place that might be followed."""
    accept = {"Accept": "application/sparql-results+json, text/turtle;q=0.9"}
    for text in federated(target):
        yield Request(f"/sparql?{urlencode({'query': text})}", headers=accept)
    plain = "SELECT * { ?s ?p ?o } LIMIT 1"
    for name in ("default-graph-uri", "named-graph-uri", "using-graph-uri", "graph", "service"):
        yield Request(f"/sparql?{urlencode({'query': plain, name: target})}", headers=accept)
    for update in (f"LOAD <{target}>", f"LOAD SILENT <{target}> INTO GRAPH <x:g>"):
        kind = {"Content-Type": "application/sparql-update"}
        yield Request("/sparql", "POST", update, kind)
        yield Request("/sparql", "POST", urlencode({"update": update}), {"Content-Type": FORM})
    for media_type, body in bodies(target).items():
        yield Request("/sparql", "POST", body, {"Content-Type": media_type})
        yield Request("/data/project/x", "PUT", body, {"Content-Type": media_type})
    link = f'<{target}>; rel="http://www.w3.org/ns/json-ld#context"'
    profile = {"Accept": f'application/ld+json;profile="{target}"', "Link": link}
    yield Request("/catalog", headers=profile)
    yield Request(target)  # as a client asks a proxy
    for name in ("url", "uri", "context", "format", "number", "q"):
        yield Request(f"/lookup?{urlencode({name: target})}")


def bodies(target: str) -> dict[str, str]:
    """Documents that ask their reader to read another."""
    return {
        "application/ld+json": CONTEXT.format(target),
        "text/turtle": IMPORTS.format(target),
        "application/rdf+xml": XML.format(target) + RDF_XML,
        "application/sparql-results+xml": XML.format(target) + "<sparql>&e;</sparql>",
        "text/xml": INCLUDED.format(target),
    }


def outbound(site: Site, limit: float) -> Iterator[Line]:
    """Row 6 over HTTP: nobody is asked, no file is read."""
    with trap() as set_up:
        asked = [request for target in set_up.addresses for request in spellings(target)]
        found = [request.sent(site.client(HARMFUL)) for request in asked]
        yield from _untouched(set_up, found, f"{len(asked)} requests ({_kinds(set_up)} spellings)")


def _kinds(set_up: Trap) -> int:
    return len(list(spellings(set_up.addresses[0])))


def unscanned(site: Site, limit: float) -> Iterator[Line]:
    """Row 6, where SERVICE reaches the engine: the worker is locked in."""
    with trap() as set_up:
        texts = [text for target in set_up.addresses for text in federated(target)]
        found = [site.client(HARMFUL).query(text) for text in texts]
        yield from _untouched(set_up, found, f"{len(texts)} queries with the scan off")


def _untouched(set_up: Trap, found: list[Answer], what: str) -> Iterator[Line]:
    read = sum(set_up.word.encode() in answer.body for answer in found)
    failed = sum(answer.status in (0, 500) for answer in found)
    hits = set_up.count()
    figure = f"{hits} hits, {read} reads; {counted(answer.status for answer in found)}"
    yield Line(6, what, figure, "0 hits, no file read, no 500", not (hits or read or failed))


def sources(site: Site, limit: float) -> Iterator[Line]:
    """Row 6 for what a steward is given: pages, workbooks and tables that name other documents."""
    with trap() as set_up, TemporaryDirectory() as name:
        files = list(hostile_files(Path(name), set_up))
        said = [_checked(file) for file in files]
        hits, read = set_up.count(), sum(set_up.word in each for each in said)
        crashed = sum("Traceback" in each for each in said)
        figure = f"{hits} hits, {read} reads, {crashed} crashes"
        fine = not (hits or read or crashed)
        yield Line(6, f"{len(files)} hostile files through convert", figure, "0 of each", fine)


def hostile_files(folder: Path, set_up: Trap) -> Iterator[Path]:
    """Source files that name the trap wherever a reader might follow."""
    for number, target in enumerate((set_up.addresses[0], set_up.addresses[-1])):
        head = f'<base href="{target}"><link rel="stylesheet" href="{target}">'
        page = f'{XML.format(target)}<html>{head}<iframe src="{target}"></iframe>{TABLE}</html>'
        record = CONTEXT.format(target)[1:-1]
        texts = {
            f"page{number}.html": page,
            f"list{number}.json": f'[{{{record}, "title": "a", "number": "1"}}]',
            f"list{number}.csv": f'Title,Number\n"=WEBSERVICE(""{target}"")",1\n',
        }
        for name, text in texts.items():
            (folder / name).write_text(text)
            yield folder / name
        for kind, make in (("xlsx", _xlsx), ("ods", _ods)):
            (folder / f"book{number}.{kind}").write_bytes(make(XML.format(target)))
            yield folder / f"book{number}.{kind}"


def _xlsx(head: str) -> bytes:
    """A workbook whose texts begin with a head and hold its entity."""
    book = Workbook()
    assert book.active
    for row in (["Title", "Number"], ["PLACE", "1"]):
        book.active.append(row)
    plain, poisoned = BytesIO(), BytesIO()
    book.save(plain)
    with ZipFile(plain) as parts, ZipFile(poisoned, "w") as out:
        for name in parts.namelist():
            text = parts.read(name).decode()
            if "PLACE" in text:
                text = head + text.replace("PLACE", "&e;").partition("?>")[2]
            out.writestr(name, text)
    return poisoned.getvalue()


def _ods(head: str) -> bytes:
    """A spreadsheet whose content begins with a head and holds its entity."""
    rows = "".join(ROW.format(*cells) for cells in (("Title", "Number"), ("&e;", "1")))
    poisoned = BytesIO()
    with ZipFile(poisoned, "w") as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("content.xml", head + SHEET.format(rows))
    return poisoned.getvalue()


def _checked(file: Path) -> str:
    """All that converting a file says."""
    command = [sys.executable, "-m", "fundgraph", "convert", str(file), "--to", "nt"]
    done = subprocess.run(command, cwd=file.parent, capture_output=True, timeout=60, check=False)
    return (done.stdout + done.stderr).decode(errors="replace")
