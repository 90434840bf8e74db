# SPDX-License-Identifier: EUPL-1.2
"""The pages about the site itself: its data, what it is, how it treats its readers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, Response, g, request

from fundgraph import __version__
from fundgraph.release.manifest import FileEntry, Manifest
from fundgraph.vocabulary import ESF
from fundgraph.vocabulary import licence as licence_iri
from fundgraph.web import structured
from fundgraph.web.addresses import path, see_other
from fundgraph.web.dumps import GZIP
from fundgraph.web.i18n import gettext as _
from fundgraph.web.kept_releases import kept_releases
from fundgraph.web.layout import site_title, things
from fundgraph.web.negotiation import vary
from fundgraph.web.rendering import render_template
from fundgraph.web.signposts import absolute
from fundgraph.web.site import release, site
from fundgraph.web.usage import example_project
from fundgraph.web.views.registers import Register, registers
from fundgraph.writers import FORMATS

blueprint = Blueprint("info", __name__)
DUMPS = "dumps/"
# The day on which the accessibility statement was last gone through.
STATEMENT_OF = "2026-11-22"
_FORMS = {form.suffix: form for form in FORMATS.values()}


@dataclass(frozen=True, slots=True)
class StatementCounts:
    """The statements of a release: the data (registers and what they share, as in the dumps), the
    vocabulary with its code lists, the catalogue."""

    data: int
    vocabulary: int
    catalogue: int


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump of the release: where it is, its format, the media type of what is packed in it, its
    size and hash."""

    name: str
    href: str
    label: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """The money of a column in a currency: added up in the files, before anything is left out, and
    in the graph; `unread` counts the cells that are in neither."""

    column: str
    currency: str
    file: Decimal
    graph: Decimal
    unread: int

    @property
    def missing(self) -> Decimal:
        """What the files have and the graph has not."""
        return self.file - self.graph


@blueprint.get("/data")
def unspoken() -> Response:
    """The page about the data in the reader's language."""
    vary("Accept-Language")
    return see_other(f"/{g.language}/data")


@blueprint.get("/<language:language>/data")
def data(language: str) -> str:
    """What can be taken away: dumps, endpoint, catalogue, licence."""
    manifest, index = release().manifest, release().index
    return render_template(
        "data.html",
        section="data",
        counted=index.totals(),
        dumps=dumps(manifest),
        manifest=manifest,
        statements=statement_counts(manifest),
        organisations=index.figures().organisations,
        licence=licence_iri(site().settings.licence),
        base=site().settings.base_iri,
        minter=site().minter,
        esf=str(ESF),
        example=example_project(),
        releases=kept_releases(),
        sums=sums(manifest),
        structured=_structured(manifest),
    )


def _structured(manifest: Manifest) -> dict[str, object]:
    """The data set and its dumps for search engines."""
    downloads = [
        structured.download(
            absolute(f"/dumps/{manifest.release}/{dump.name}"),
            dump.media_type,
            dump.size,
            dump.sha256,
        )
        for dump in dumps(manifest)
    ]
    return structured.catalogue(_dataset(manifest), downloads, absolute(request.path))


def _dataset(manifest: Manifest) -> dict[str, object]:
    """The data set in the words of schema.org."""
    settings = site().settings
    return {
        "name": site_title(),
        "description": _(
            "Publicly funded projects as linked open data: who received what, where, when and for"
            " what."
        ),
        "version": manifest.release,
        "dateModified": manifest.created,
        "license": licence_iri(settings.licence),
        "creator": structured.organisation_named(settings.publisher),
    }


def statement_counts(manifest: Manifest) -> StatementCounts:
    """What the statements of a release are about."""
    names = {graph.rpartition("/")[2]: count for graph, count in manifest.graphs.items()}
    vocabulary, catalogue = names.pop("vocabulary", 0), names.pop("catalogue", 0)
    return StatementCounts(sum(names.values()), vocabulary, catalogue)


def dumps(manifest: Manifest) -> tuple[Dump, ...]:
    """The dumps that a release's manifest lists."""
    files = sorted(
        (name, entry) for name, entry in manifest.files.items() if name.startswith(DUMPS)
    )
    return tuple(_dump(name.removeprefix(DUMPS), manifest.release, entry) for name, entry in files)


def _dump(name: str, identifier: str, entry: FileEntry) -> Dump:
    form = _FORMS.get(name.removesuffix(".gz").rpartition(".")[2])
    label, media_type = (form.label, form.media_type) if form else (name, GZIP)
    address = path(f"/dumps/{identifier}/{name}")
    return Dump(name, address, label, media_type, entry.bytes, entry.sha256)


def sums(manifest: Manifest) -> tuple[ColumnSum, ...]:
    """The sums of a release, in the order of their columns."""
    return tuple(
        ColumnSum(one.column, one.currency, Decimal(one.file), Decimal(one.graph), one.unread)
        for one in manifest.sums
    )


@blueprint.get("/<language:language>/<any(about, accessibility, privacy):page>")
def prose(language: str, page: str) -> str:
    """A page of text."""
    settings = site().settings
    return render_template(
        f"{page}.html",
        publisher=settings.publisher,
        base=settings.base_iri,
        contacts=settings.publish_contacts,
        version=__version__,
        statement_of=STATEMENT_OF,
        registers=_registers() if page == "about" else (),
    )


def _registers() -> tuple[Register, ...]:
    """The registers of the release; none before the first."""
    return registers(release().manifest, things()) if g.get("release") else ()
