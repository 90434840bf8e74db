# SPDX-License-Identifier: EUPL-1.2
"""The small pieces of pages, and how templates write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask
from jinja2 import Environment
from markupsafe import Markup

from fundgraph.web.markup import filled, written
from fundgraph.web.pieces import (
    Pieces,
    alternates,
    downloads,
    line_rows,
    paragraphs,
    text_of,
)
from fundgraph.web.values import Link
from fundgraph.web.views.money import Amount, Bar, Row, Segment
from fundgraph.web.views.project import Party
from fundgraph.web.views.statements import Named, Words

HOSTILE = "<b>\"A\" & 'B'</b>"
ESCAPED = "&lt;b&gt;&#34;A&#34; &amp; &#39;B&#39;&lt;/b&gt;"
EN, LV = Pieces("en", ""), Pieces("lv", "/below")


def amount(value: str, currency: str = "EUR", label: str | None = None) -> Amount:
    return Amount("granted", "fund", currency, Decimal(value), label, False, currency != "EUR")


def named(text: str, *, language: str | None = None, href: str | None = None) -> Named:
    return Named("urn:x", Words(text, language), href)


def test_what_is_written_is_escaped_once() -> None:
    assert written(HOSTILE) == ESCAPED
    assert written(Markup(ESCAPED)) == ESCAPED
    assert (written("plain"), written(12), written(None)) == ("plain", "12", "None")


def test_filled_message_escapes_values_only() -> None:
    message = filled("<i>%(what)s</i>", {"what": HOSTILE, "not": "used"})
    assert isinstance(message, Markup)
    assert message == f"<i>{ESCAPED}</i>"


def test_text_of_another_language_says_so() -> None:
    assert EN.lang("lv") == ' lang="lv"'
    assert (EN.lang("en"), EN.lang(None)) == ("", "")
    assert EN.words(Words(HOSTILE, "lv")) == f'<span lang="lv">{ESCAPED}</span>'
    assert LV.words(Words("Rīga", "lv")) == "Rīga"
    assert EN.lang('"><b>') == ' lang="&#34;&gt;&lt;b&gt;"'


def test_name_is_a_link_where_there_is_a_page() -> None:
    assert EN.named(named(HOSTILE)) == f"<span>{ESCAPED}</span>"
    found = LV.named(named("Alfa", language="en", href="/lv/organisation/ā"), "org")
    assert found == '<a class="org" href="/below/lv/organisation/%C4%81" lang="en">Alfa</a>'


def test_level_of_a_programme_is_named_with_its_number() -> None:
    level = Named("urn:x", Words("Skills"), "/en/programme/1.5", "1.5")
    assert text_of(level) == "1.5 Skills"
    assert text_of(Named("urn:x", Words("ESF"), "/code/fund/ESF", "ESF")) == "ESF"
    assert text_of(Named("urn:x", Words("Skills"), None, "1.5")) == "Skills"


def test_address_keeps_its_query() -> None:
    assert LV.path("/lv/projects?region=a&year=1") == "/below/lv/projects?region=a&amp;year=1"
    assert LV.static("site.css") == "/below/static/site.css"


def test_day_says_itself_to_machines() -> None:
    assert LV.time("2012-09-01T10:00:00Z") == '<time datetime="2012-09-01">01.09.2012.</time>'
    assert EN.time("<b>") == '<time datetime="&lt;b&gt;">&lt;b&gt;</time>'


def test_row_of_money() -> None:
    euro, lats = amount("100", label="Grant"), amount("70.28", "LVL", label="GRANT")
    row = EN.money_row(Row("fund", HOSTILE, ((euro, lats), ())))
    assert row == (
        f'<tr><th scope="row">{ESCAPED}</th><td class="r num">€100.00'
        '<small class="num">LVL\N{NO-BREAK SPACE}70.28 (converted)</small>'
        '<small>“Grant”</small></td><td class="r muted">not stated</td></tr>'
    )


def test_labels_of_the_source_are_escaped() -> None:
    row = EN.money_row(Row("fund", "Fund", ((amount("1", "<i>", label=HOSTILE),),)))
    assert f"“{ESCAPED}”" in row
    assert "<i>" not in row


def test_bar_has_its_label_pieces_and_figure() -> None:
    bar = EN.bar(Bar(HOSTILE, amount("100"), (Segment("k1", 0, 400), Segment("k3", 403, 90))))
    assert bar.startswith(f"<span>{ESCAPED}</span><svg ")
    assert '<rect class="k1" x="0" width="400" height="10"/><rect class="k3" x="403"' in bar
    assert bar.endswith('</svg><b class="num">€100.00</b>')


def test_only_other_published_names_are_shown() -> None:
    ours = named("Alfa", language="lv")
    assert EN.published(Party(ours, ("Alfa",))) == ""
    shown = EN.published(Party(ours, ("Alfa", HOSTILE, "Alpha")))
    names = f'<span lang="lv">{ESCAPED}</span>; <span lang="lv">Alpha</span>'
    assert shown == f'<p class="small muted">As published: {names}</p>'


def test_paragraphs_and_lines() -> None:
    assert paragraphs(f"one\n \n{HOSTILE}") == f"<p>one</p><p>{ESCAPED}</p>"
    row = line_rows([("Label", HOSTILE)])
    assert row == f'<tr><th scope="row">Label</th><td>{ESCAPED}</td></tr>'


def test_formats_are_named_in_the_head_and_as_buttons() -> None:
    links = (
        Link("/a.ttl", "alternate", "text/turtle", label="Turtle & co"),
        Link("/lv/a", "alternate", "text/html", "lv"),
        Link("/a", "canonical"),
    )
    assert alternates(links) == (
        '<link rel="alternate" type="text/turtle" title="Turtle &amp; co" href="/a.ttl">'
    )
    assert downloads(links) == (
        '<p class="buttons"><a class="btn" href="/a.ttl">Turtle &amp; co</a></p>'
    )
    assert alternates(None) == ""


@pytest.fixture
def latvian(app: Flask) -> Environment:
    found = app.extensions["fundgraph.templates"]["lv"]
    assert isinstance(found, Environment)
    return found


def test_templates_escape_what_they_write(latvian: Environment) -> None:
    page = latvian.from_string("{% macro it(x) %}<i>{{ x }}</i>{% endmacro %}{{ it(x) }}{{ x }}")
    assert page.render(x=HOSTILE) == f"<i>{ESCAPED}</i>{ESCAPED}"
    assert latvian.from_string("{{ x|safe }}").render(x="<b>") == "<b>"


def test_templates_hold_their_parts_and_messages_before_compiling(latvian: Environment) -> None:
    source = latvian.preprocess('<p>{% include "project/programme.html" %}</p>')
    assert "include" not in source
    assert '<ol class="path">' in source  # a part of the part
    assert "Finansējuma avots" in source
    assert "{{ _('Source of funding') }}" not in source
    assert (
        latvian.preprocess("{{ ('/' ~ language ~ '/about')|path }}") == "{{ ('/lv/about')|path }}"
    )
