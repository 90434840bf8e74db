# SPDX-License-Identifier: EUPL-1.2
"""Which encoding a page is in, and what is no text."""

from pathlib import Path

import pytest

from fundgraph.sources.encoding import DamagedTextError, decode, detect, is_binary

TEXT = "Šķūņa „jumts” – ģērētājs"
META = '<meta charset="{}">'


@pytest.mark.parametrize(
    ("data", "encoding", "detected"),
    [
        (TEXT.encode(), "utf-8", False),
        (TEXT.encode("utf-8-sig"), "utf-8-sig", False),
        (TEXT.encode("utf-16"), "utf-16", False),
        (TEXT.encode("cp1257"), "windows-1257", True),
        ("Šķūņa jumts".encode("iso8859-13"), "iso8859-13", True),
        (META.format("windows-1257").encode() + TEXT.encode("cp1257"), "cp1257", False),
        (META.format("UTF-8").encode() + TEXT.encode(), "utf-8", False),
        (b'<?xml version="1.0" encoding="utf-8"?>' + TEXT.encode(), "utf-8", False),
        (META.format("x-unknown").encode() + TEXT.encode(), "utf-8", False),
        (b"only ASCII", "utf-8", False),
    ],
)
def test_encodings(data: bytes, encoding: str, detected: bool) -> None:
    found = decode(data)
    assert (found.encoding, found.detected) == (encoding, detected)
    assert found.text.removeprefix("\ufeff").endswith(("jumts", "ģērētājs", "ASCII"))


def test_a_text_cut_within_a_letter_is_still_utf8() -> None:
    data = TEXT.encode()[:-1] + "š".encode()[:1]
    assert decode(data).encoding == "utf-8"


def test_damaged_text_names_its_first_bad_byte() -> None:
    data = ("Ķēniņš\n" * 5).encode() + b"\xff" + "Ķēniņš".encode()
    with pytest.raises(DamagedTextError) as caught:
        decode(data)
    assert (caught.value.encoding, caught.value.at, caught.value.line) == ("utf-8", 56, 6)


def test_a_wrong_declaration_is_damage() -> None:
    with pytest.raises(DamagedTextError):
        decode(META.format("utf-8").encode() + TEXT.encode("cp1257"))


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", True),
        (b"PK\x03\x04\x14\x00", True),
        (bytes(range(1, 32)) * 4, True),
        (TEXT.encode(), False),
        (TEXT.encode("utf-16"), False),
        (b"page\x0cbreak " * 20, False),
    ],
)
def test_binary_files(data: bytes, binary: bool) -> None:
    assert is_binary(data) is binary


CENTRAL = ("cp1250", "iso8859_2")
BALTIC = ("cp1257", "iso8859_13")
WESTERN = ("cp1252", "iso8859_15")


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        ("Název;Příjemce\nŠťastné děti - Žďár;Město Říčany\n", CENTRAL),
        ("projekt;mesto\nRekonstrukce;Šumperk\nOprava;Žatec\n", CENTRAL),
        ("Naziv;Upravičenec\nŠola za življenje;Občina Žalec\n", CENTRAL),
        ("Proiect;Beneficiar\nCreşterea competenţelor;Braşov\n", CENTRAL),
        ("Vykdytojas\nŽinių šaltiniai „Ąžuolas“;Šiaulių savivaldybė\n", BALTIC),
        ("Intitulé\nMain d'œuvre à l'école;Œuvres sociales\n", WESTERN),
        ("Nimi;Saaja\nŽürii ja šokk;Tallinna Ülikool\n", (*WESTERN, "cp1257")),
        ("Título\nFormación nº 3, 1ª fase;Mª José Núñez\n«Año»;Coruña\n", ("cp1252",)),
        ("Titel\n»Brücken« bauen;München\n", ("cp1252",)),
    ],
)
def test_a_table_is_read_in_the_encoding_whose_letters_make_words(
    text: str, encodings: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    for encoding in encodings:
        path.write_bytes(text.encode(encoding))
        assert path.read_text(encoding=detect(path)) == text
