# SPDX-License-Identifier: EUPL-1.2
"""Publish: sources → a release, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from fundgraph import __version__
from fundgraph.catalog import ReleaseFacts, catalogue, graph_description
from fundgraph.check import validate
from fundgraph.errors import SourceError
from fundgraph.facts import (
    counts_of,
    described,
    register_facts,
    release_facts,
    sum_entry,
    titles_of,
    with_counts,
)
from fundgraph.inputs import fingerprint_of, source_entries
from fundgraph.iris import SHARED
from fundgraph.mapping import Mapper
from fundgraph.pipeline import projects
from fundgraph.record import SourceFile
from fundgraph.release.build import load_store, seal, write_catalogue, write_reports
from fundgraph.release.changes import Changes, changes
from fundgraph.release.current import Release
from fundgraph.release.disk import disk_errors
from fundgraph.release.dumps import Dumps, Statistics
from fundgraph.release.health import healthy_current
from fundgraph.release.manifest import ChangeEntry, Manifest, SourceEntry
from fundgraph.release.rows import located, project_row, shared_row, texts
from fundgraph.release.switch import give_birth, make_current, publisher_lock, release_id, unborn
from fundgraph.resources import vocabulary_version
from fundgraph.sources import Source
from fundgraph.store.index import IndexBuilder
from fundgraph.tally import Project, Tally, thing_of, things
from fundgraph.tools import Tools, Watch, inline_context
from fundgraph.validation import Engine

INDEX = "search.sqlite"
READ, WRITE, VALIDATE = "read and map", "write", "validate"


class Outcome(StrEnum):
    """How a publish ended."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    DRY_RUN = "dry-run"
    VIOLATIONS = "violations"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publish did: `release` is the current one afterwards (None where there is none),
    `changes` the difference to the one before."""

    outcome: Outcome
    release: str | None
    tally: Tally
    changes: Changes | None = None


@dataclass(slots=True)
class Publisher:
    """One publish: its sources, its tools, its clock (`now`, in UTC), its engine of validation."""

    sources: Sequence[Source]
    tools: Tools
    watch: Watch
    now: datetime
    engine: Engine = Engine.BULK
    tally: Tally = field(default_factory=Tally)
    changes: Changes | None = field(init=False, default=None)
    mapper: Mapper = field(init=False)

    def __post_init__(self) -> None:
        self.mapper = self.tools.mapper()

    def publish(self, *, strict: bool = False, dry_run: bool = False) -> Publication:
        """Builds a release and makes it the current one.

        A violation stops it, and with `strict` a refused row too; `dry_run` builds, compares and
        leaves everything as it was. Raises PublishLocked, MachineRefuses, SourceError, UsageError,
        ReleaseError, EnginesDisagree; the current release stays what it was then.
        """
        releases = Path(self.tools.settings.releases_dir)
        with publisher_lock(releases), disk_errors(releases):
            before = healthy_current(releases)
            entries = source_entries(self.sources)
            mark = fingerprint_of(self.sources, entries, self.tools.settings)
            if before and before.manifest.fingerprint == mark and not dry_run:
                return Publication(Outcome.UNCHANGED, before.id, self.tally)
            with unborn(releases, release_id(self.now, mark)) as built:
                outcome = self._build(built, entries, mark, before=before, strict=strict)
                current = before.id if before else None
                if outcome is not Outcome.PUBLISHED:
                    return Publication(outcome, current, self.tally)
                if dry_run:
                    return Publication(Outcome.DRY_RUN, current, self.tally, self.changes)
                with self.watch.stage("switch"):
                    born = give_birth(built, releases, release_id(self.now, mark))
                    make_current(releases, born.name)
        return Publication(Outcome.PUBLISHED, born.name, self.tally, self.changes)

    def _build(
        self,
        built: Path,
        entries: tuple[SourceEntry, ...],
        mark: str,
        *,
        before: Release | None,
        strict: bool,
    ) -> Outcome:
        """Fills the folder of a release; stops where the findings stop the publish."""
        statistics = self._write(built, entries, mark)
        if not self.tally.projects and not self.tally.levels:
            raise SourceError(no_project(self.tally))
        report = self.tally.report()
        if not report.conforms:
            return Outcome.VIOLATIONS
        if strict and self.tally.refused:
            return Outcome.REFUSED
        with self.watch.stage("load"):
            write_reports(built, report, self.tools.minter)
            described = catalogue(self._facts(built, statistics), self.tools.settings)
            write_catalogue(built, described)
            graphs = load_store(built, self.tools.minter, statistics.graphs, described)
        with self.watch.stage("seal"):
            self.changes = changes(before.index if before else None, built / INDEX)
            told = ChangeEntry(before.id if before else None, *astuple(self.changes))
            manifest = self._manifest(entries, mark, graphs=graphs)
            seal(built, replace(manifest, concepts=statistics.concepts(), changes=told))
        return Outcome.PUBLISHED

    def _write(self, built: Path, entries: Sequence[SourceEntry], mark: str) -> Statistics:
        """Reads, maps, writes and validates every project, in one stream."""
        base = self.tools.minter.base
        with (
            self.watch.stage(VALIDATE),
            Dumps(built / "dumps", base=base, context=inline_context()) as dumps,
            IndexBuilder(built / INDEX) as index,
        ):
            stream = projects(self.sources, self.mapper, self.tools.codes, self.tally)
            drawn = self.watch.drawn(READ, stream)
            written = self._written(drawn, dumps, index)
            validate(written, self.tools, self.tally, engine=self.engine, seed=mark)
            with self.watch.added(WRITE):
                self._write_shared(dumps, index)
                self._write_refused(dumps, entries)
                index.add_findings(self.tally.report().findings)
        # The three are interleaved; what is left of the whole is the time that the shapes took.
        self.watch.seconds[VALIDATE] -= self.watch.seconds[READ] + self.watch.seconds[WRITE]
        return dumps.statistics

    def _written(
        self, stream: Iterator[Project], dumps: Dumps, index: IndexBuilder
    ) -> Iterator[Project]:
        """The projects, each written to the dumps and the index on its way."""
        for project in stream:
            with self.watch.added(WRITE):
                graph = self.tools.minter.graph(project.register)
                mapped = project.mapped
                dumps.write(mapped.triples, graph)
                row = project_row(
                    mapped.project, mapped.slug, graph, mapped.triples, project.record.row
                )
                titles, said = texts(mapped.project, mapped.triples)
                where = located(mapped.project, mapped.triples)
                index.add_project(row, titles=titles, texts=said, located=where)
                index.add_statements(mapped.project, mapped.triples)
            yield project
            self._introduce_regions(project)

    def _introduce_regions(self, project: Project) -> None:
        """Describes every region of a country once, so that maps and sums name them all."""
        fresh = self.mapper.regions_of(project.record.country)
        if fresh:
            self.tally.share(replace(project.mapped, shared=fresh))

    def _write_shared(self, dumps: Dumps, index: IndexBuilder) -> None:
        minter, ours = self.tools.minter, self.tools.settings.licence
        graph = minter.graph(SHARED)
        for name, register in described(self.sources).items():
            titles, licence = titles_of(register), register.licence or ours
            told = graph_description(name, minter, titles=titles, licence=licence)
            dumps.write(told, minter.graph(name))
        dumps.write(graph_description(SHARED, minter, licence=ours), graph)
        for group in things(self.tally.shared):
            dumps.write(group, graph)
            index.add_statements(thing_of(group[0][0]), group)
            row = shared_row(group, self.tools.minter)
            if row:
                index.add(row)

    def _write_refused(self, dumps: Dumps, entries: Sequence[SourceEntry]) -> None:
        """Writes what is known of the files that gave no project: their findings name them."""
        known = described(self.sources)
        for entry in entries:
            register = known[entry.register]
            file = SourceFile(
                entry.register, entry.file, entry.sha256, register.retrieved,
                licence=register.licence, made_up=register.made_up,
                address=register.address_of(entry.file),
            )  # fmt: skip
            told = self.mapper.file(file, register.country)
            if told:
                dumps.write(told, self.tools.minter.graph(entry.register))

    def _facts(self, built: Path, statistics: Statistics) -> ReleaseFacts:
        """What the catalogue says of the release."""
        registers = register_facts(self.sources, self.tools.minter, self.tally, statistics)
        return release_facts(built, statistics, self.tally, issued=self.now, registers=registers)

    def _manifest(
        self, entries: tuple[SourceEntry, ...], mark: str, *, graphs: dict[str, int]
    ) -> Manifest:
        return Manifest(
            release=release_id(self.now, mark),
            created=self.now.isoformat(),
            software=__version__,
            vocabulary=vocabulary_version(),
            base_iri=self.tools.settings.base_iri,
            fingerprint=mark,
            counts=counts_of(self.tally, sum(graphs.values())),
            graphs=graphs,
            sources=tuple(with_counts(entry, self.tally) for entry in entries),
            sums=tuple(map(sum_entry, self.tally.overview().sums)),
        )


def no_project(tally: Tally) -> str:
    """The sentence for sources without a single project."""
    first = f": {tally.findings[0].message}" if tally.findings else ""
    return (
        f"no project could be read, {tally.refused} rows were refused; nothing is published{first}"
    )
