# SPDX-License-Identifier: EUPL-1.2
"""A report as a file: a SHACL validation report in Turtle, or JSON, or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO

from rdflib import SH

from fundgraph.errors import MachineRefuses, UsageError
from fundgraph.iris import Minter, short_hash
from fundgraph.report import Finding, Report, Severity
from fundgraph.vocabulary import DCTERMS, ESF, ESFSH, PREFIXES, RDF, XSD
from fundgraph.writers import writer
from fundgraph.writers.csv import safe
from fundgraph.writers.terms import Triple, iri, literal

PAGE = ".html"
A = RDF.type.n3()
COLUMNS = ("severity", "rule", "message", "file", "row", "field", "project", "value", "refused")
SEVERITIES = {
    Severity.VIOLATION: SH.Violation.n3(),
    Severity.WARNING: SH.Warning.n3(),
    Severity.INFO: SH.Info.n3(),
}


def known_format(path: Path) -> str:
    """The suffix of a report's file. Raises UsageError where it names no format."""
    if path.suffix not in (*FORMATS, PAGE):
        known = ", ".join((*FORMATS, PAGE))
        raise UsageError(f"{path.name}: a report is written as one of {known}; name the file so")
    return path.suffix


def write_report(path: Path, report: Report, minter: Minter) -> None:
    """Writes the findings in the format that the file's suffix names: `.ttl`, `.json` or `.csv`.

    Raises UsageError for another suffix, MachineRefuses where the file cannot be written.
    """
    form = FORMATS[known_format(path)]
    with writable(path) as out:
        form(out, report, minter)


@contextmanager
def writable(path: Path) -> Iterator[BinaryIO]:
    """What becomes the file once all is written, so no half of it is left after a failure.

    Raises MachineRefuses where it cannot be written.
    """
    try:
        with TemporaryFile() as whole:
            yield whole
            whole.seek(0)
            with path.open("wb") as out:
                copyfileobj(whole, out)
    except OSError as error:
        raise MachineRefuses(f"{path} cannot be written: {error.strerror}") from error


def _turtle(out: BinaryIO, report: Report, minter: Minter) -> None:
    whole = iri(minter.report())
    conforms = f'"{str(report.conforms).lower()}"^^{XSD.boolean.n3()}'
    with writer("ttl", out, prefixes={**PREFIXES, "sh": str(SH), "esfsh": str(ESFSH)}) as opened:
        opened.write([(whole, A, SH.ValidationReport.n3()), (whole, SH.conforms.n3(), conforms)])
        for finding in report.findings:
            opened.write(_result(whole, finding, minter))


def _result(whole: str, finding: Finding, minter: Minter) -> list[Triple]:
    key = "|".join(str(value) for value in finding.as_json().values())
    result = f"{whole[:-1]}#{finding.rule}-{short_hash(key)}>"
    triples = [
        (whole, SH.result.n3(), result),
        (result, A, SH.ValidationResult.n3()),
        (result, SH.resultSeverity.n3(), SEVERITIES[finding.severity]),
        (result, DCTERMS.identifier.n3(), literal(finding.rule)),
        (result, DCTERMS.source.n3(), literal(finding.file)),
    ]
    if finding.rule[0].isupper():  # a shape; rules of reading are written small
        triples.append((result, SH.sourceShape.n3(), ESFSH[finding.rule].n3()))
    if finding.slug:
        project = iri(minter.thing("project", finding.slug))
        triples.append((result, SH.focusNode.n3(), project))
    for language, message in finding.messages.items():
        triples.append((result, SH.resultMessage.n3(), literal(message, language=language)))
    if finding.row is not None:
        triples.append((result, ESF.row.n3(), f'"{finding.row}"^^{XSD.integer.n3()}'))
    if finding.field:
        triples.append((result, ESF.asPublished.n3(), literal(finding.field)))
    if finding.value:
        triples.append((result, SH.value.n3(), literal(finding.value)))
    return triples


def _json(out: BinaryIO, report: Report, minter: Minter) -> None:
    found = [finding.as_json() for finding in report.findings]
    counts = {str(severity): count for severity, count in sorted(report.counts().items())}
    whole = {"conforms": report.conforms, "counts": counts, "findings": found}
    out.write(json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n")


def _csv(out: BinaryIO, report: Report, minter: Minter) -> None:
    out.writelines(csv_lines(report.findings))


def csv_lines(findings: Iterable[Finding]) -> Iterator[bytes]:
    """The findings as a table in CSV, its heading first, line by line."""
    line = io.StringIO(newline="")
    table = csv.DictWriter(line, COLUMNS)
    table.writeheader()
    for finding in findings:
        yield _taken(line)
        cells = finding.as_json()
        table.writerow({name: _harmless(cells[name]) for name in COLUMNS})
    yield _taken(line)


def _taken(line: io.StringIO) -> bytes:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text.encode()


def _harmless(value: object) -> object:
    """The cell, with a quote before what a spreadsheet would run as a formula; truth as XML Schema
    writes it, as in all our tables."""
    if isinstance(value, bool):
        return str(value).lower()
    return safe(value) if isinstance(value, str) else value


FORMATS: dict[str, Callable[[BinaryIO, Report, Minter], None]] = {
    ".ttl": _turtle,
    ".json": _json,
    ".csv": _csv,
}
