# SPDX-License-Identifier: EUPL-1.2
"""The letters beyond ASCII of Europe's languages: what a wrongly guessed encoding does not give."""

from __future__ import annotations

import re
from collections import Counter

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LETTERS = {
    "be": f"{_CYRILLIC}ёіў",
    "bg": _CYRILLIC,
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøåé",
    "de": "äöüßé",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "es": "áéíñóúüçà",
    "et": "äõöüšž",
    "fi": "äöåšž",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "ga": "áéíóú",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "is": "áðéíóúýþæö",
    "it": "àèéìíîòóùú",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņōŗšūž",
    "mk": f"{_CYRILLIC}ѓѕјљњќџ",
    "mt": "ċġħżàèìòùé",
    "nl": "áéèëíïóöúü",
    "no": "æøåéò",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõúü",
    "ro": "ăâîșțşţ",
    "ru": f"{_CYRILLIC}ё",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšžćđ",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "sv": "åäöéü",
    "tr": "çğ\u0131öşüâîû\u0307",
    "uk": f"{_CYRILLIC}єіїґ",
}
_MARKS = frozenset("€£§°№«»„“”\u201a‘’–—…·•\u00b4²³½ªº\u00a0\u00ad×±®©")


# Marks that begin or part no word: letters of another encoding (Š of ISO 8859-2 is © of 1250).
_LETTER = r"[^\W\d_]"
_STRAY = re.compile(
    rf"(?:[©®±½]|(?<={_LETTER})[«»×²³]|(?<=[©®])[«»]|(?<!\d)[ºª])(?={_LETTER})",
)
# Two scripts in one word are a sign of a wrong guess.
_MIXED = re.compile(r"[a-z][\u0370-\u04ff]|[\u0370-\u04ff][a-z]")


def fit(text: str) -> float:
    """How well the letters of a text beyond ASCII are those of one language: at most 1."""
    text = text.lower()
    letters = Counter(one for one in text if not one.isascii() and one not in _MARKS)
    stray = len(_STRAY.findall(text))
    total = letters.total() + stray
    if not total:
        return 1.0
    known = max(
        sum(count for letter, count in letters.items() if letter in alphabet)
        for alphabet in _LETTERS.values()
    )
    return (known - len(_MIXED.findall(text)) - stray) / total
