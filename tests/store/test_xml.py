# SPDX-License-Identifier: EUPL-1.2
"""Results in XML: what XML cannot hold is an error that says so, all else comes back as it was."""

from __future__ import annotations

from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from rdflib import RDF

from fundgraph.errors import NotAcceptable
from fundgraph.store.xml import Xml, named

HELD = ["plain", "ā\u0085\u2028\ud7ff\ue000\ufffd\U0001f600", "\t\n\r", "a\r\nb", "]]>", "\x7f"]
NOT_HELD = ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x0e", "\x1f", "\ufffe", "\uffff"]


def through(text: str, size: int) -> bytes:
    """The text after its pieces of a size have gone through, one by one."""
    xml, encoded = Xml(), text.encode()
    return b"".join([xml(encoded[at : at + size]) for at in range(0, len(encoded), size)])


@pytest.mark.parametrize("size", [1, 2, 3, 100])
@pytest.mark.parametrize("text", HELD)
def test_text_is_read_back(text: str, size: int) -> None:
    written = b"<a>%s</a>" % through(text.replace("]]>", "]]&gt;"), size)
    assert ElementTree.fromstring(written).text == text


@pytest.mark.parametrize("size", [1, 2, 3, 100])
@pytest.mark.parametrize("char", NOT_HELD)
def test_what_xml_cannot_hold(char: str, size: int) -> None:
    with pytest.raises(NotAcceptable, match=rf"U\+{ord(char):04X}"):
        through(f"before {char} after", size)


NAMED = [
    "http://e/b",
    "http://e/ĀBČ",
    "http://e/b&c",
    "http://e/-a",
    "http://e/1a",
    "a:b.",
    "urn:x:y",
]
NOT_NAMED = ["http://e/", "http://e/1", "http://e/%41", "urn:1", "http://e/a-(", "http://e/·"]


def told(name: str) -> list[ox.Triple]:
    """A triple with a property, and one with a class, of this name."""
    node, x = ox.NamedNode(name), ox.NamedNode("x:x")
    return [ox.Triple(x, node, ox.Literal("x")), ox.Triple(x, ox.NamedNode(str(RDF.type)), node)]


@pytest.mark.parametrize("name", NAMED)
def test_properties_that_xml_can_name(name: str) -> None:
    for triple in told(name):
        assert list(named([triple, triple])) == [triple, triple]


@pytest.mark.parametrize("name", NOT_NAMED)
def test_properties_that_xml_cannot_name(name: str) -> None:
    for triple in told(name):
        with pytest.raises(NotAcceptable, match="no name in XML"):
            list(named([triple]))
