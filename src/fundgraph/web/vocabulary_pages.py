# SPDX-License-Identifier: EUPL-1.2
"""The pages of the vocabulary, of its versions and of the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fundgraph.report import Severity
from fundgraph.resources import shape_files, vocabulary_version, vocabulary_versions
from fundgraph.turtle_files import read_turtle
from fundgraph.vocabulary import ESFSH
from fundgraph.web.demands import (
    Piece,
    demand_pieces,
    how_many,
    target_piece,
    term_piece,
    value_pieces,
)
from fundgraph.web.i18n import language
from fundgraph.web.layout import things
from fundgraph.web.rendering import render_template
from fundgraph.web.site import release
from fundgraph.web.usage import Instances, term_counts
from fundgraph.web.views.concepts import scheme_views
from fundgraph.web.views.shapes import Rule, Shape, shapes
from fundgraph.web.views.shortening import shortened
from fundgraph.web.views.statements import Statements, Words, best
from fundgraph.web.views.uses import Use, uses_of_class, uses_of_property
from fundgraph.web.views.vocabulary import (
    Difference,
    HeaderView,
    TermView,
    differences,
    header_view,
    vocabulary_view,
)


@dataclass(frozen=True, slots=True)
class UseRow:
    """A row of a table of uses: whose path, its values, how many, the rules that say so."""

    target: Piece
    path: Piece
    values: tuple[Piece, ...]
    how_many: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term on the page; `count` is None where nothing was counted, `example` is Turtle from the
    release, else (`own`) the vocabulary's own."""

    view: TermView
    uses: tuple[UseRow, ...]
    count: int | None
    example: str | None
    own: bool


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule on the page of the shapes, and how often it found something in this release."""

    rule: Rule
    demands: tuple[Piece, ...]
    message: Words
    severity: Severity
    found: int


def page(name: str, **values: object) -> str:
    """A page about terms, which shortens IRIs by their prefixes."""
    return render_template(name, shortened=shortened, **values)


def vocabulary_page(version: str = "") -> str:
    """The page of the vocabulary; of an earlier version with its terms alone."""
    current = version in ("", vocabulary_version())
    path = vocabulary_versions()[version or vocabulary_version()]
    view = vocabulary_view(read_turtle((path,)), language())
    counts: Mapping[str, int] = term_counts() if current else {}
    instances = Instances() if current else None
    entries = {
        kind: [_entry(term, counts, instances) for term in terms]
        for kind, terms in (("classes", view.classes), ("properties", view.properties))
    }
    return page(
        "vocabulary.html",
        view=view,
        versioned=version,
        current=vocabulary_version() if not current else None,
        history=_history(),
        schemes=scheme_views(things()),
        **entries,
    )


def _entry(view: TermView, counts: Mapping[str, int], instances: Instances | None) -> TermEntry:
    if instances is None:
        return TermEntry(view, (), None, view.example, own=True)
    uses = uses_of_class(view.iri) if view.is_class else uses_of_property(view.iri)
    found = (instances.of_class if view.is_class else instances.of_property)(view.iri)
    return TermEntry(
        view, use_rows(uses), counts.get(view.iri, 0), found or view.example, own=not found
    )


def use_rows(uses: Iterable[Use]) -> tuple[UseRow, ...]:
    """Uses as the rows of a table, in the language of the page."""
    return tuple(map(_use_row, uses))


def _use_row(use: Use) -> UseRow:
    path = term_piece(use.term) if use.term else Piece("", use.path)
    return UseRow(
        target_piece(use.shape.target),
        path,
        value_pieces(use),
        how_many(use.least, use.most),
        use.rules,
    )


def _history() -> tuple[Difference, ...]:
    """What each version changed, the newest first."""
    versions = vocabulary_versions().values()
    return differences(read_turtle((path,)) for path in versions)[::-1]


def shapes_page() -> str:
    """The page of the shapes: by class, each rule with what it found in this release."""
    counts = {row.rule: row.count for row in release().index.finding_counts()}
    blocks = [
        (shape, target_piece(shape.target), [_rule_row(rule, counts) for rule in shape.rules])
        for shape in sorted(shapes(), key=_classes_first)
    ]
    rules = [rule for shape in shapes() for rule in shape.rules]
    return page(
        "shapes.html",
        header=_header(),
        blocks=blocks,
        total=len(rules),
        kinds=[(kind, sum(rule.severity is kind for rule in rules)) for kind in Severity],
    )


def _classes_first(shape: Shape) -> tuple[bool, str]:
    return shape.target.kind != "class", shape.name


def _header() -> HeaderView:
    found = Statements(read_turtle(tuple(shape_files())))
    return header_view(found, str(ESFSH).rstrip("#"), language())


def _rule_row(rule: Rule, counts: Mapping[str, int]) -> RuleRow:
    message = best(rule.messages, language()) or Words(rule.name)
    return RuleRow(rule, demand_pieces(rule), message, rule.severity, counts.get(rule.name, 0))
