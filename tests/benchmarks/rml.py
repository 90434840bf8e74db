# SPDX-License-Identifier: EUPL-1.2
"""Our conversion against morph-kgc (RML) on one CSV: the statements that RML expresses without
functions: constants, cells as they stand (texts, days, amounts), templates of cells, and amounts by
a view (`rml:query`) of the rows whose cell is filled. Codes, places, lists, names and coarse dates
are out of its reach, and so is what pairs an amount with the same in another currency.

Our description asks for no more than that: columns that are looked up or taken apart are kept as
published.

Project numbers are written with points for strokes and amounts without trailing zeros, so that
neither side has to change them; whatever else is in the CSV stays.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fundgraph.sample import write_sample
from fundgraph.vocabulary import CODE, DCTERMS, ESF, FOAF, PROV, RDF, SDO, XSD
from tests.benchmarks.measure import Run, run
from tests.benchmarks.peers import peer

MORPH = "morph-kgc==2.10.0"
NUMBER, CHANGED = "Project number", "Last change"
PROJECT = f"http://localhost:8000/id/project/{{{NUMBER}}}"
TEXTS = {
    "Title": (DCTERMS.title, "lv"),
    "Title in English": (DCTERMS.title, "en"),
    "Summary": (DCTERMS.abstract, "lv"),
    "Results": (ESF.results, "lv"),
}
NOT_KEPT = {*TEXTS, "Phone"}
MAPPED = {NUMBER, CHANGED, *NOT_KEPT}
FIELD = re.compile(r'^("[^"]+") = (?:"[^"]*"|\{field = "(?!amount)[^}]*\})$', re.MULTILINE)
PREFIXES = """@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
"""


@dataclass(frozen=True, slots=True)
class Race:
    """What either side took, how many statements both made, and how many ours made in all."""

    ours: Run
    theirs: Run
    common: int
    all: int


def race(folder: Path, projects: int) -> Race:
    """Runs both on the same rows; stops unless what RML expresses is the same on both sides.

    Raises PeerError.
    """
    python = peer(MORPH)
    table, description = _source(folder, projects)
    columns = tomllib.loads(description.read_text(encoding="utf-8"))["columns"]
    (folder / "mapping.ttl").write_text(mapping(table, columns), encoding="utf-8")
    (folder / "config.ini").write_text(
        "[CONFIGURATION]\noutput_file=peer.nt\nnumber_of_processes=1\nlogging_level=ERROR\n"
        "[Source]\nmappings=mapping.ttl\n",
        encoding="utf-8",
    )
    theirs = run("morph_kgc", "config.ini", folder=folder, python=str(python), path=())
    found = _lines(folder / "peer.nt")
    ours = run("fundgraph", "convert", str(description), "--to", "nt", folder=folder)
    made = _lines(ours.output)
    assert found == {line for line in made if _expressed(line)}
    return Race(ours, theirs, len(found), len(made))


def _source(folder: Path, projects: int) -> tuple[Path, Path]:
    table, description = write_sample(folder, projects, violations=False)
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    money = [index for index, name in enumerate(rows[0]) if name.endswith((" EUR", " LVL"))]
    for row in rows[1:]:
        row[0] = row[0].replace("/", ".")
        for index in money:
            row[index] = row[index].rstrip("0").rstrip(".") if "." in row[index] else row[index]
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    _simplify(description)
    return table, description


def _simplify(description: Path) -> None:
    """Leaves to our side what RML expresses, and what comes with it."""
    head, columns = description.read_text(encoding="utf-8").split("[columns]", 1)

    def kept(match: re.Match[str]) -> str:
        return match[0] if match[1].strip('"') in MAPPED else f'{match[1]} = "published"'

    text = f"{head}[columns]{FIELD.sub(kept, columns)}"
    description.write_text(text, encoding="utf-8")


def mapping(table: Path, columns: dict[str, object]) -> str:
    """The mapping in RML: a triples map for projects, one for source records, one an amount."""
    rows = f'rml:source "{table}" ; rml:referenceFormulation ql:CSV'
    maps = [
        _triples_map("project", rows, "", _of_project()),
        _triples_map("source", rows, "#source", _of_source(columns)),
    ]
    for name, field in columns.items():
        if isinstance(field, dict) and field["field"] == "amount":
            maps += _of_amount(table, name, field)
    return PREFIXES + "".join(maps)


def _triples_map(name: str, source: str, part: str, statements: Iterable[str]) -> str:
    told = " ;\n  ".join(statements)
    subject = f'rr:subjectMap [ rr:template "{PROJECT}{part}" ]'
    return f"<#{name}> rml:logicalSource [ {source} ] ; {subject} ;\n  {told} .\n"


def _of_amount(table: Path, name: str, field: dict[str, str]) -> Iterator[str]:
    """An amount, and its project's mention of it, of the rows whose cell is filled."""
    kind = f"{field['stage']}-%s-{field['currency'].lower()}"
    part = f"#{kind % field['component']}"
    query = (
        f'SELECT "{NUMBER}", "{name}" AS amount, \'{name}\' AS told '
        f"FROM read_csv('{table}', all_varchar = true) WHERE amount IS NOT NULL"
    )
    source = f'rml:query """{query}""" ; rml:referenceFormulation ql:CSV'
    statements = [
        _constant(RDF.type, ESF.Amount),
        _constant(ESF.stage, f"{CODE}stage/{field['stage']}"),
        _constant(ESF.component, f"{CODE}component/{field['component']}"),
        _cell(SDO.value, "amount", datatype=XSD.decimal),
        _object(SDO.currency, f'rr:constant "{field["currency"]}"'),
        _cell(ESF.asPublished, "told"),
    ]
    if "part_of" in field:
        whole = kind % field["part_of"]
        statements.append(_object(ESF.partOf, f'rr:template "{PROJECT}#{whole}"'))
    yield _triples_map(part[1:], source, part, statements)
    mention = _object(ESF.amount, f'rr:template "{PROJECT}{part}"')
    yield _triples_map(f"{part[1:]}-of", source, "", [mention])


def _of_project() -> Iterator[str]:
    yield _constant(RDF.type, ESF.Project)
    yield _object(FOAF.isPrimaryTopicOf, f'rr:template "{PROJECT}#source"')
    yield _object(ESF.madeUp, f'rr:constant "true" ; rr:datatype <{XSD.boolean}>')
    yield _cell(DCTERMS.identifier, NUMBER)
    for name, (prop, language) in TEXTS.items():
        yield _object(prop, f'rml:reference "{name}" ; rr:language "{language}"')


def _of_source(columns: dict[str, object]) -> Iterator[str]:
    yield _constant(RDF.type, ESF.SourceRecord)
    yield _constant(RDF.type, PROV.Entity)
    yield _object(FOAF.primaryTopic, f'rr:template "{PROJECT}"')
    yield _cell(DCTERMS.modified, CHANGED, datatype=XSD.date)
    for name in columns:
        if name not in NOT_KEPT:
            told = f'rr:template "{name}: {{{name}}}" ; rr:termType rr:Literal'
            yield _object(ESF.asPublished, told)


def _cell(prop: str, name: str, *, datatype: str | None = None) -> str:
    typed = f" ; rr:datatype <{datatype}>" if datatype else ""
    return _object(prop, f'rml:reference "{name}"{typed}')


def _constant(prop: str, value: str) -> str:
    return _object(prop, f"rr:constant <{value}>")


def _object(prop: str, told: str) -> str:
    return f"rr:predicateObjectMap [ rr:predicate <{prop}> ; rr:objectMap [ {told} ] ]"


def _expressed(line: str) -> bool:
    """True for a statement of ours that the mapping makes, too."""
    subject, prop, value = line.split(" ", 2)
    if "/id/project/" not in subject:
        return False
    part = subject[1:-1].partition("#")[2]
    if part == "source":
        return prop[1:-1] not in {str(DCTERMS.source), str(ESF.row)}
    if part:
        return prop != PROV.alternateOf.n3()
    if prop == RDF.type.n3():
        return value.startswith(ESF.Project.n3())
    direct = {
        ESF.amount,
        FOAF.isPrimaryTopicOf,
        ESF.madeUp,
        DCTERMS.identifier,
        *(p for p, _ in TEXTS.values()),
    }
    return any(prop == one.n3() for one in direct)


def _lines(path: Path) -> set[str]:
    """The statements of a file of N-Triples, of one spelling each."""
    with path.open(encoding="utf-8") as file:
        return {line.rstrip().removesuffix(".").rstrip() for line in file}
