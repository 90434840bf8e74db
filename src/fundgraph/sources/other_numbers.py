# SPDX-License-Identifier: EUPL-1.2
"""Numbers in free text that are none of a telephone: amounts, quantities, periods, those of files
and registers."""

from __future__ import annotations

import re

_CODES = (
    "EUR|USD|GBP|SEK|DKK|NOK|CHF|LVL|LTL|EEK|PLN|CZK|HUF|RON|BGN|HRK|MTL|CYP|SKK|SIT|ATS|DEM|Ls|Lt"
)
# The currencies of the lists by their names, in any case form.
_CURRENCIES = (
    rf"€|£|\$|(?:{_CODES}|kr|kn|Ft|K[čc]|zł|lei|leu|лв)\b|eiro|eur[ou]|lat(?:[uiā]|s|am|iem|us|os)\b"
    r"|lit(?:[aąuųo]|as|ai|ams|ais|us)\b|kron|korun|kun[aeu]\b|złot|forint|dolār|dollar|dolar"
    r"|pounds?\b|funt|cent(?:s|i|u|iem)?\b|santīm|tūkst|milj"
)
_UNITS = (
    r"[%‰²³]|[kKMGT]?[Ww]h?\b|[kdcm]?m(?:[²³23])?\b|kv\.|kub|k[gV]\b|ha\b|[tl]\b|[GM]B\b|ton+"
    r"|litr|liter|hekt|metr|kilo|gab\b|szt\b|vnt\b|pcs\b|Stück|vien[īi]b|cilv|iedz|dalībn|lietot"
    r"|people|persons|inhab|particip|users|pieces|units|Einwohner|Personen|osob|osób|mieszk"
    r"|asmen|gyvent|stanov"
)
# What stands behind them: a currency (`(EUR)`, `,- EUR`), a unit, the ending of a file's name.
_FOLLOWED = re.compile(
    rf"\s?(?:[.,][-–])?\s?\(?(?:{_CURRENCIES}|{_UNITS})"
    r"|\.(?:pdf|docx?|xlsx?|csv|xml|zip|jpe?g|png|html?|od[st]|txt|edoc|asice)\b",
    re.IGNORECASE,
)
# Not where the currency is that of a number before it.
_MONEY_BEFORE = re.compile(rf"(?<![0-9][ \u00a0])(?<![0-9])(?:[€$£]|\b(?:{_CODES}))\s?$")
_NAMED = (
    "re[gģ]|iepirkum|l[īi]gum|projekt|project|dokument|document|l[ēe]mum|r[īi]kojum|r[ēe][ķk]in|"
    "contract|invoice|compan|charit|vertrag|akten|sutart|įmon|umow|ugovor|ident|kadastr"
)
_NUMBER_OF = r"nr|no|num\w{0,5}|kod\w{0,3}|broj|id"
# What stands before them.
_LED_BY = re.compile(
    r"(?<!\w)(?:ISSN(?:-L)?|ISBN(?:-1[03])?|DOI|SIRENE?|SIRET|REGON|NIP|KRS|CVR|OIB|I[ČC]O|PVN|VAT"
    r"|IBAN|file|fails?|datne|plik|Datei|kadastr\w{0,4}|Aktenzeichen"
    rf"|(?:{_NAMED})\w{{0,14}}\.?[ \u00a0](?:[^\W\d_]{{1,14}}[ \u00a0])?(?:{_NUMBER_OF}))"
    r"\.?[:#\s]{0,3}$",
    re.IGNORECASE,
)
_YEAR = r"(?:[0-9]{1,2}[./-]\s?){0,2}(?:19|20)[0-9]{2}"
_PERIOD = re.compile(
    rf"\(?{_YEAR}(?:[ \u00a0()./-]{{1,2}}{_YEAR}){{0,3}}"
    r"|(?:19|20)[0-9]{2}([./-])[0-9]{2}\1[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2}(?:[0-9]{2})?"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
)
# `2014-2020 25 participants`
_YEARS_FIRST = re.compile(r"\(?(?:19|20)[0-9]{2}[./ -]{1,2}(?:19|20)[0-9]{2}(?![0-9])")
_AMOUNT = re.compile(
    r"\(?(?:[1-9][0-9]{0,2}(?:[ \u00a0.][0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]+\.[0-9]{1,2})"
)


def is_period(number: str) -> bool:
    """True for dates and years, or what begins with years: `2012/2013`, `01.09.2012`."""
    return bool(_PERIOD.fullmatch(number) or _YEARS_FIRST.match(number))


def is_amount(number: str) -> bool:
    """True for what is written as amounts are: `25 623 180`, `25623.18`."""
    return _AMOUNT.fullmatch(number) is not None


def is_counted(text: str, start: int, end: int) -> bool:
    """True where a currency or a unit stands beside the number that is there."""
    before = text[max(0, start - 8) : start]
    return bool(_FOLLOWED.match(text, end) or _MONEY_BEFORE.search(before))


def is_named(text: str, start: int) -> bool:
    """True where the number that begins there is called one of a file, contract or register."""
    return _LED_BY.search(text[max(0, start - 48) : start]) is not None
