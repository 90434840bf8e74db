# SPDX-License-Identifier: EUPL-1.2
"""A made-up page of the register, in every form that it may come in."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from pathlib import Path

from fundgraph.codes import CodeLists
from fundgraph.record import Record
from fundgraph.reference import Reference
from fundgraph.sources import Entry, Source, read
from fundgraph.sources.description import REGISTER

TITLE = "Izdomāts: tilts pār upi"
ABSTRACT = "Projektā mācās būvēt. Mērķis: divi tilti."
ENGLISH = {
    "funding": ("Source of Funding", "European Social Fund 2007-2013"),
    "programme": ("Program", 'ESF 1.5.2.2.2. sub-measure "Administrative Capacity of "A" NGOs"'),
    "results": ("Project results", "Uzbūvēja „vienu” tiltu."),
    "legal-form": ("Legal status of Project Promoter", "Association/Foundation"),
    "regions": ("Region", "Kurzemes region,Latgales region"),
    "modified": ("Last change", "2013-10-30"),
    "granted": ("ESF Funding", "1 000.00 EUR / 702.80 LVL;"),
    "granted-fund": ("• ESF Funding", "900.00 EUR / 632.52 LVL;"),
    "granted-private": ("• ESF private funding", "100.00 EUR / 70.28 LVL;"),
    "spent": ("Total ESF spent", "0.00 EUR / 0.00 LVL;"),
    "spent-public": ("• ESF_PUBLISKAIS", "0.00 EUR / 0.00 LVL;"),
    "number": ("Project number", "IZDOMATS/1"),
    "promoter": ("Project Promoter", 'Biedrība "Izdomātais tilts"'),
    "partners": ("Partner(s)", "Biedrība „A, B un C”,SIA ”Izdomātā upe”"),
    "start": ("Start date of project", "01.09.2012."),
    "end": ("Project finish date", "31.08.2013."),
    "places": ("Place of implementation", "Latgalē - Ludzā: Upes 1, Kurzemē- Talsos: Tilta 2"),
    "address": ("Legal address", "Tilta iela 2B, Talsi, LV-0000"),
    "phone": ("Phone", "00000000"),
    "homepage": ("www", "www.example.org"),
    "status": ("Status", "Pabeigts"),
    "printed": ("Date of printing", "25.06.21"),
}
LATVIAN = {
    "funding": ("Finansējuma avots", "Eiropas Sociālais fonds 2007-2013"),
    "programme": ("Programma", "ESF 1.5.2.2.2. apakšaktivitāte „NVO kapacitāte”"),
    "results": ("Projekta rezultāti", "Uzbūvēja „vienu” tiltu."),
    "legal-form": ("Projekta īstenotāja juridiskais statuss", "Biedrība/nodibinājums"),
    "regions": ("Reģions", "Kurzemes reģions,Latgales reģions"),
    "modified": ("Pēdējās izmaiņas", "2013-10-30"),
    "granted": ("ESF finansējums", "1 000.00 EUR / 702.80 LVL;"),
    "granted-fund": ("• ESF finansējums", "900.00 EUR / 632.52 LVL;"),
    "granted-private": ("• ESF privātais finansējums", "100.00 EUR / 70.28 LVL;"),
    "spent": ("Kopā izlietotais ESF finansējums", "0.00 EUR / 0.00 LVL;"),
    "spent-public": ("• ESF_PUBLISKAIS", "0.00 EUR / 0.00 LVL;"),
    "number": ("Projekta numurs", "IZDOMATS/1"),
    "promoter": ("Projekta īstenotājs", 'Biedrība "Izdomātais tilts"'),
    "partners": ("Sadarbības partneri", "Biedrība „A, B un C”,SIA ”Izdomātā upe”"),
    "start": ("Projekta sākuma datums", "01.09.2012."),
    "end": ("Projekta beigu datums", "31.08.2013."),
    "places": ("Īstenošanas vieta", "Latgalē - Ludzā: Upes 1, Kurzemē- Talsos: Tilta 2"),
    "address": ("Juridiskā adrese", "Tilta iela 2B, Talsi, LV-0000"),
    "phone": ("Tālrunis", "00000000"),
    "homepage": ("www", "www.example.org"),
    "status": ("Statuss", "Pabeigts"),
    "printed": ("Drukāšanas datums", "25.06.21"),
}
Fields = dict[str, tuple[str, str]]
HEAD = ("funding", "programme")


def fields(base: Fields = ENGLISH, *, without: Iterable[str] = (), **values: str) -> Fields:
    """The labelled fields, some left out, some with another value (`legal_form` for -)."""
    changed = {name.replace("_", "-"): value for name, value in values.items()}
    left = {name: pair for name, pair in base.items() if name not in set(without)}
    return {name: (pair[0], changed.get(name, pair[1])) for name, pair in left.items()}


def printed(fields: Fields = ENGLISH, *, title: str = TITLE, abstract: str = ABSTRACT) -> str:
    """The page as its printed text."""
    lines = ["Print |", "", f"Home > European Social Fund > {title[:12]}[..]", "", title, ""]
    lines += ["Extended view", *_texts(fields, HEAD), "", "Search projects", abstract, ""]
    lines += _texts(fields, [name for name in fields if name not in HEAD])
    return "\n".join([*lines, "\u00a0", ""])


def _texts(fields: Fields, names: Iterable[str]) -> list[str]:
    found = [fields[name] for name in names if name in fields]
    return [f"{'  ' if label[0] == '•' else ''}{label}: {value}" for label, value in found]


def paragraphs(fields: Fields = ENGLISH, *, title: str = TITLE) -> str:
    """The page as HTML with a paragraph for each field and list items for the parts."""
    return _html(title, fields, _paragraph)


def breaks(fields: Fields = ENGLISH, *, title: str = TITLE) -> str:
    """The page as HTML with lines that end in <br>."""
    return _html(title, fields, lambda label, value: f"<b>{label}</b>: <span>{value}</span><br/>\n")


def table(fields: Fields = ENGLISH, *, title: str = TITLE) -> str:
    """The page as HTML with a table of labels and values."""
    rows = _html(title, fields, lambda label, value: f"<tr><th>{label}</th><td>{value}</td></tr>\n")
    return rows.replace("<section>", "<table>").replace("</section>", "</table>")


def definitions(fields: Fields = ENGLISH, *, title: str = TITLE) -> str:
    """The page as HTML with a list of definitions."""
    pairs = _html(title, fields, lambda label, value: f"<dt>{label}:</dt>\n<dd>{value}</dd>\n")
    return pairs.replace("<section>", "<dl>").replace("</section>", "</dl>")


def boxes(fields: Fields = ENGLISH, *, title: str = TITLE) -> str:
    """The page as HTML with a box for each label and one for each value."""
    return _html(
        title, fields, lambda label, value: f"<div>{label}:</div><div><p>{value}</p></div>"
    )


def _paragraph(label: str, value: str) -> str:
    tag = "li" if label.startswith("•") else "p"
    return f"<{tag}><em>{label.removeprefix('• ')}</em>: {value}</{tag}>\n"


def _html(title: str, fields: Fields, form: object) -> str:
    assert callable(form)
    spaced = {
        name: (escape(label), escape(value).replace(" ", "&nbsp;", 1))
        for name, (label, value) in fields.items()
    }
    head = "".join(form(*spaced[name]) for name in HEAD if name in spaced)
    rest = "".join(form(*pair) for name, pair in spaced.items() if name not in HEAD)
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Reģistrs</title>'
        "<style>p {color: red}</style></head>\n<body><nav><a>Status: x</a></nav>"
        f"<script>var label = 'Region: x';</script><h1>{escape(title)}</h1>\n"
        f"<section>{head}</section><p>Search projects</p>\n<p>{escape(ABSTRACT)}</p>\n"
        f"<section>{rest}</section></body></html>\n"
    )


def preformatted(fields: Fields = ENGLISH, **texts: str) -> str:
    """The printed text as it stands, in `<pre>`."""
    return f"<html><body><pre>{escape(printed(fields, **texts))}</pre></body></html>"


FORMS = {
    "printed": printed,
    "preformatted": preformatted,
    "paragraphs": paragraphs,
    "breaks": breaks,
    "table": table,
    "definitions": definitions,
    "boxes": boxes,
}


def read_all(paths: Iterable[Path], reference: Reference, codes: CodeLists) -> list[Entry]:
    """The entries of these pages."""
    return list(read(Source(REGISTER, tuple(paths)), reference, codes))


def read_text(text: str, folder: Path, reference: Reference, codes: CodeLists) -> Entry:
    """The entry of one page with this text; another page beside it, so that refusals are given."""
    page, other = folder / "page.html", folder / "other.txt"
    page.write_text(text, encoding="utf-8", newline="")
    other.write_text(printed(), encoding="utf-8")
    return read_all([page, other], reference, codes)[0]


def facts(record: Record) -> Record:
    """A record without its places in the file, to compare forms of one page."""
    return replace(
        record,
        source=replace(record.source, sha256="", name=""),
        rows=(),
        labels=tuple(sorted(record.labels)),
        parties=tuple(replace(party, row=None) for party in record.parties),
        figures=tuple(figure._replace(row=None, column=None) for figure in record.figures),
        published=(),
    )
