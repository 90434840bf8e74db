# SPDX-License-Identifier: EUPL-1.2
"""The page of a source file: what it is, what became of its rows, the projects from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from fundgraph.report import SKIPPED_ROWS, Severity
from fundgraph.store.index import FindingChoice
from fundgraph.vocabulary import DCTERMS, PREFIXES
from fundgraph.web.chosen_findings import query
from fundgraph.web.i18n import language
from fundgraph.web.knowledge import statements
from fundgraph.web.layout import href, local, things
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release, site
from fundgraph.web.views.registers import registers
from fundgraph.web.views.source import file_view, source_view
from fundgraph.web.views.statements import Named, Statements, Things

# So many projects are listed; a query has them all.
MOST: Final = 25


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project of a file, and its row there, where it has one."""

    named: Named
    row: str | None


def source_page(register: str, iri: str) -> str:
    """The page of a source file with this IRI."""
    known, manifest = things(), release().manifest
    view = file_view(iri, known)
    entries = [entry for entry in manifest.sources if entry.register == register]
    entry = next((entry for entry in entries if entry.file == view.name), None)
    projects = _projects(register, iri, known, alone=len(entries) == 1)
    listed = (found for found in registers(manifest, known) if found.name == register)
    return render_template(
        "source.html",
        section="data",
        view=view,
        entry=entry,
        register=next(listed, None),
        code=register,
        found=_findings(view.name),
        skipped=_skipped(view.name),
        anything=_address(FindingChoice(file=view.name)),
        projects=projects[:MOST],
        more=len(projects) > MOST,
        query=_query(iri),
    )


def pages_of(files: Collection[str]) -> dict[str, str]:
    """The paths of the pages of source files, by name; none where two registers have the name."""
    entries = [entry for entry in release().manifest.sources if entry.file in files]
    names = Counter(entry.file for entry in entries)
    iris = {entry.file: site().minter.source_file(entry.register, entry.file) for entry in entries}
    return {
        name: f"{local(iri)}?lang={language()}" for name, iri in iris.items() if names[name] == 1
    }


def _findings(file: str) -> list[tuple[str, int, str]]:
    """Severities with their findings in a file, and the address of these."""
    counts: Counter[str] = Counter()
    for found in release().index.finding_counts():
        if found.file == file:
            counts[found.severity] += found.count
    return [
        (kind, counts[kind], _address(FindingChoice(severity=kind, file=file)))
        for kind in Severity
        if counts[kind]
    ]


def _skipped(file: str) -> list[tuple[str, int, str]]:
    """Why rows of a file were skipped, with how many were, and the address of their findings."""
    counts: Counter[str] = Counter()
    for found in release().index.finding_counts():
        if found.file == file and found.rule in SKIPPED_ROWS:
            counts[found.rule] += found.count
    return [
        (rule, count, _address(FindingChoice(rule=rule, file=file)))
        for rule, count in sorted(counts.items())
    ]


def _address(choice: FindingChoice) -> str:
    return href(f"/{language()}/checks?{query(choice)}")


def _projects(register: str, iri: str, known: Things, *, alone: bool) -> list[ProjectLine]:
    """The first projects of a file and one more: of one that is `alone` in its register, in its
    order."""
    if alone:
        graph = site().minter.graph(register)
        found = release().index.first_of_graph(graph, MOST + 1)
    else:
        records = release().store.subjects(str(DCTERMS.source), f"<{iri}>", limit=MOST + 1)
        found = list(dict.fromkeys(record[1:-1].partition("#")[0] for record in records))
    return [_line(project, iri, known) for project in found]


def _line(project: str, file: str, known: Things) -> ProjectLine:
    said = Statements(statements(project))
    view = source_view(project, said, known)
    return ProjectLine(known.named(project), view.row if view and view.file.iri == file else None)


def _query(iri: str) -> str:
    """A query for all projects of a file."""
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dct", "esf", "foaf"))
    return (
        f"{prefixes}SELECT ?row ?project ?title WHERE {{\n"
        f"  ?record dct:source <{iri}> ; foaf:primaryTopic ?project .\n"
        "  OPTIONAL { ?record esf:row ?row }\n"
        "  ?project dct:title ?title\n}\nORDER BY ?row"
    )
