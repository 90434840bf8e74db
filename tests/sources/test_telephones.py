# SPDX-License-Identifier: EUPL-1.2
"""Telephone numbers and addresses in the forms in which people write them; other numbers stay."""

import pytest

from fundgraph.sources.discretion import Discretion

MARK = "[contact details not published]"


def shown(text: str, country: str = "LV", *, bare: bool = False) -> str:
    """A text as it is published."""
    return Discretion(country, "en").text(text, bare=bare)[0]


@pytest.mark.parametrize(
    "second",
    [", {}", "; {}", " / {}", "/{}", " vai {}", " un {}", " or {}", " {}", ", {}, {}"],
)
@pytest.mark.parametrize("number", ["67 123 456", "67123456", "29-123-456"])
def test_numbers_beside_a_telephone_are_telephones(second: str, number: str) -> None:
    told = shown(f"tālr. {number}{second.format(number, number)}")
    assert told.replace(MARK, "").strip(" ,;/") in {
        "tālr.",
        *(f"tālr.  {w}" for w in second.split()),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tālr. 67123456,29123456.", f"tālr. {MARK}."),
        ("+371 67123456/57", MARK),
        ("tālr. 67123456-12", f"tālr. {MARK}"),
        ("tālr. 67123456, 2014-2020", f"tālr. {MARK}, 2014-2020"),
        ("tālr. 67123456, 25 000 000 EUR", f"tālr. {MARK}, 25 000 000 EUR"),
        ("tālr. 67123456, 01.09.2012", f"tālr. {MARK}, 01.09.2012"),
    ],
)
def test_what_stands_beside_a_telephone(text: str, told: str) -> None:
    assert shown(text) == told


@pytest.mark.parametrize(
    ("country", "words", "number"),
    [
        ("LV", "Tālrunis uzziņām:", "67 123 456"),
        ("LV", "tālrunis (darba laikā)", "67 123 456"),
        ("LV", "tālruņa numurs ir", "67 123 456"),
        ("LV", "zvaniet pa tālruni", "67 123 456"),
        ("LV", "mob. tālr.:", "29 123 456"),
        ("LV", "tālr", "29123456"),
        ("LV", "t.:", "29 123 456"),
        ("LV", "WhatsApp", "29 123 456"),
        ("GB", "phone for enquiries:", "028 9025 7777"),
        ("GB", "mobile (office hours)", "07911 123456"),
        ("GB", "Telephone number:", "028 9025 7777"),
        ("DE", "Telefon für Rückfragen:", "040 123456"),
        ("AT", "Tel. (Bürozeiten):", "01 234567"),
        ("HR", "telefon za informacije:", "01 2345 678"),
        ("HR", "mobitel:", "091 234 5678"),
        ("LT", "telefonas pasiteirauti:", "8 612 34567"),
        ("LT", "tel. (darbo valandomis)", "8 612 34567"),
        ("MT", "telefown għall-informazzjoni:", "2122 1234"),
        ("PL", "telefon kontaktowy do biura:", "600 123 456"),
        ("PL", "tel. kom.", "600 123 456"),
    ],
)
def test_words_before_a_telephone(country: str, words: str, number: str) -> None:
    assert shown(f"Anna, {words} {number}", country) == f"Anna, {words} {MARK}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://wa.me/37129123456", f"https://wa.me/{MARK}"),
        ("https://wa.me/447911123456", f"https://wa.me/{MARK}"),
        ("https://t.me/+37129123456", f"https://t.me/{MARK}"),
        ("tel:29123456", f"tel:{MARK}"),
        ("viber://chat?number=%2B37129123456", f"viber://chat?number=%2B{MARK}"),
        ("https://api.whatsapp.com/send?phone=37129123456", f"https://api.whatsapp.com/send?phone={MARK}"),
        ("mailto:anna%40example.org", f"mailto:{MARK}"),
        ("https://example.lv/?to=anna%40example.org&a=1", f"https://example.lv/?to={MARK}&a=1"),
        ("https://example.lv/lists/2014/12345678", "https://example.lv/lists/2014/12345678"),
    ],
)  # fmt: skip
def test_web_addresses_that_hold_contact_data(text: str, told: str) -> None:
    assert shown(text, bare=True) == told


@pytest.mark.parametrize(
    "address",
    [
        "anna(at)example(dot)org", "anna [at] example [dot] org",
        "anna (at) example (dot) co (dot) uk", "anna@example(dot)org", "anna at example dot org",
        "anna&#64;example.org", "anna%40example.org",
        "ANNA(AT)EXAMPLE(DOT)ORG",
    ],
)  # fmt: skip
def test_addresses_in_words(address: str) -> None:
    assert shown(f"write to {address}, please") == f"write to {MARK}, please"


@pytest.mark.parametrize(
    "text",
    [
        "22500000 latu", "22500000 latiem", "22500000 eiro", "22500000 (EUR)", "22500000,- EUR",
        "22500000 USD", "22500000 SEK", "22500000 kr.", "USD 22500000", "22500000 m²",
        "22500000 m2", "22500000 kWh", "22500000 km", "22500000 t", "22500000 cilvēku",
        "20120901", "ISSN 2255-8551", "ISSN: 22558551", "ISBN 22558551", "file 67123456.pdf",
        "67123456.docx", "reģistrācijas Nr. 67123456", "reģ. nr. 67123456",
        "līguma numurs 67123456", "projekta Nr. 67123456", "iepirkuma identifikācijas Nr. 67123456",
        "telpu remonts 22 500 000", "mobilitātes 22 500 000", "dot iespēju at home",
        "tālruņu līniju izmaksas 22 500 000",
    ],
)  # fmt: skip
def test_other_numbers_stay(text: str) -> None:
    for sentence in (f"Izdoma {text}", f"Izdoma {text} un vēl", f"{text}."):
        assert shown(sentence, bare=True) == sentence


@pytest.mark.parametrize(
    "text", ["projekta vadītāja 29123456", "saņemts no 29123456", "Anna 29123456, 5 EUR"]
)
def test_bare_telephones_are_held_back_still(text: str) -> None:
    assert "29123456" not in shown(text, bare=True)


@pytest.mark.parametrize(
    "piece",
    ["67123456/", "67123456, ", "tālr. 67123456 ", "tālrunis a a ", "tel ( ", "x at x dot "],
)
def test_long_texts_take_no_time(piece: str) -> None:
    assert isinstance(shown(piece * 3_000, bare=True), str)
