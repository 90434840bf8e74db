# SPDX-License-Identifier: EUPL-1.2
"""Contact data and personal codes in free text are noticed; amounts and dates are not."""

import random
from collections.abc import Callable

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundgraph.sources.personal import CODE, EMAIL, KINDS, PHONE, personal_places

WORDS = ["projekts", "skola", "25 dalībnieki", "12 partneri", "izmaksas 25 623,18 EUR", "2014-2020"]


def kinds_in(text: str, country: str) -> list[str]:
    """The kinds of contact data and personal codes that are found in a text, each once."""
    found = {place.kind for place in personal_places(text, country)}
    return [kind for kind in KINDS if kind in found]


@pytest.mark.parametrize(
    ("text", "country", "kinds"),
    [
        ("Raksti: anna@example.org.", "LV", [EMAIL]),
        ("anna [at] example.org", "LV", [EMAIL]),
        ("birojs @ example.lv", "LV", [EMAIL]),
        ("tālr. 67123456", "LV", [PHONE]),
        ("Tālrunis: 67 123 456", "LV", [PHONE]),
        ("+371 67 123 456", "LV", [PHONE]),
        ("call 028 9025 7777", "GB", [PHONE]),
        ("dzimis 010180-12345", "LV", [CODE]),
        ("p.k. 010180\u201312345", "LV", [CODE]),
        ("p.k. 010180\u201112345", "LV", [CODE]),
        ("p.k. 010180 - 12345", "LV", [CODE]),
        ("p.k. 010180- 12345", "LV", [CODE]),
        ("p.k. \uff10\uff11\uff10\uff11\uff18\uff10-12345", "LV", [CODE]),
        ("Kontakttālrunis: 67 123 456", "LV", [PHONE]),
        ("+371 29\u2013123\u2013456", "LV", [PHONE]),
        ("personas kods 01018012345", "LV", [CODE]),
        ("Personas kods ir: 010180 12345", "LV", [CODE]),
        ("pers. kods 32018012345", "LV", [CODE]),
        ("p. k. 01018012345", "LV", [CODE]),
        ("pk 01018012345", "LV", [CODE]),
        ("p.k. Nr. 01018042345", "LV", [CODE]),
        ("Anna (01018012345)", "LV", [CODE]),
        ("rodné číslo 7801233539", "CZ", [CODE]),
        ("r. č. 780123 3539", "SK", [CODE]),
        ("personnummer 198112189876", "SE", [CODE]),
        ("CPR-nr. 0101801234", "DK", [CODE]),
        ("anna(AT)example.org", "LV", [EMAIL]),
        ("anna\uff20example.org", "LV", [EMAIL]),
        ("kods 37605030299", "EE", [CODE]),
        ("PESEL 44051401359", "PL", [CODE]),
        ("rodné číslo 780123/3539", "CZ", [CODE]),
        ("EGN 7523169263", "BG", [CODE]),
        ("CNP 1800101221144", "RO", [CODE]),
        ("131052-308T", "FI", [CODE]),
        ("811218-9876", "SE", [CODE]),
        ("12345678Z", "ES", [CODE]),
        ("010180-1234", "DK", [CODE]),
        ("anna@example.org, tel. 67123456", "LV", [EMAIL, PHONE]),
        ("anna@example .lv", "LV", [EMAIL]),
        ("anna@example. lv", "LV", [EMAIL]),
        ("anna@example,lv", "LV", [EMAIL]),
        ("anna AT example DOT org", "LV", [EMAIL]),
        ("anna (At) example.org", "LV", [EMAIL]),
        ("anna&#x40;example.org", "LV", [EMAIL]),
        ("anna&commat;example.org", "LV", [EMAIL]),
        ("PVN LV010180-12345", "LV", [CODE]),
        ("PVN LV01018012345, LV-010180-12345", "LV", [CODE]),
        ("personas kods 010180/12345", "LV", [CODE]),
        ("p.k.: 010180.12345", "LV", [CODE]),
        ("t.29123456", "LV", [PHONE]),
        ("Anna, M.29123456", "LV", [PHONE]),
        ("mob29123456", "LV", [PHONE]),
        ("Tel67123456", "LV", [PHONE]),
    ],
)
def test_what_is_found(text: str, country: str, kinds: list[str]) -> None:
    assert kinds_in(text, country) == kinds


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Periods 2014-2020 25 dalībnieki", "DE"),
        ("Periods 2014-2020 1 000,50 EUR", "FI"),
        ("Projekts 2014-2020, 25 623 180 EUR, 26 123 456", "LV"),
        ("no 01.09.2012-31.08.2013, 2012-09-01 10:00", "LV"),
        ("reģistrācijas numurs 40003000000", "LV"),
        ("kadastra numurs 32010010023, 01000120345", "LV"),
        ("personas kodols 01018042345", "LV"),
        ("rodné číslo 7801233538", "CZ"),
        ("1DP/1.5.2.2.2/12/APIA/SIF/176", "LV"),
        ("VP2-1.3-ŪM-03-K-04-052", "LT"),
        ("PESEL 44051401358", "PL"),
        ("37605030298", "EE"),
        ("131052-308U", "FI"),
        ("cena @ 5 EUR", "LV"),
        ("10 gab. @ 5, eu atbalsts", "LV"),
        ("PVN LV40003000000, LV-1010, 12 345", "LV"),
        ("15 t. 2912 3456 EUR", "LV"),
        ("līg.29123456, st.29123456, automob29123456", "LV"),
        ("LV-5201, Brīvības 229", "LV"),
        ("", "XX"),
    ],
)
def test_what_is_not_found(text: str, country: str) -> None:
    assert kinds_in(text, country) == []


def _email(chance: random.Random) -> str:
    return f"{chance.choice(['anna', 'j.berzs', 'info'])}{chance.randrange(99)}@example.org"


def _phone(chance: random.Random) -> str:
    number = chance.choice([6, 2]) * 10_000_000 + chance.randrange(7_000_000, 8_000_000)
    form = chance.choice(["tālr. {}", "+371 {}", "tel: {}", "{}"])
    return form.format(number)


def _code(chance: random.Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randrange(100)
    return f"{day:02}{month:02}{year:02}-{chance.randrange(10**5):05}"


@pytest.mark.parametrize(
    ("plant", "kind"), [(_email, EMAIL), (_phone, PHONE), (_code, CODE)], ids=[EMAIL, PHONE, CODE]
)
def test_five_hundred_planted_ones(plant: Callable[[random.Random], str], kind: str) -> None:
    chance = random.Random(7)
    found = 0
    for _ in range(500):
        before, after = chance.choices(WORDS, k=4), chance.choices(WORDS, k=4)
        text = " ".join([*before, plant(chance), "un", *after])
        found += kind in kinds_in(text, "LV")
    assert found >= 495


def test_words_without_any_give_no_alarm() -> None:
    chance = random.Random(7)
    texts = [" ".join(chance.choices(WORDS, k=9)) for _ in range(500)]
    assert sum(bool(list(kinds_in(text, "LV"))) for text in texts) == 0


@pytest.mark.parametrize("country", ["LV", "LT", "EE", "PL", "DE", "FR", "GB", "HR", "MT", "IT"])
def test_example_numbers_of_countries(country: str) -> None:
    example = phonenumbers.example_number(country)
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    text = f"kontakts {phonenumbers.format_number(example, form)}"
    assert PHONE in kinds_in(text, country)


@given(st.text(alphabet="0123456789 +-/.@()A", max_size=200), st.sampled_from(["LV", "PL", "CZ"]))
def test_any_text_is_looked_through(text: str, country: str) -> None:
    assert set(kinds_in(text, country)) <= {EMAIL, PHONE, CODE}


@pytest.mark.parametrize("piece", ["1", "1 ", "a@", "a.", "(at)", "1-"])
def test_long_texts_take_no_time(piece: str) -> None:
    assert len(list(kinds_in(piece * 20_000, "LV"))) <= 3
