# SPDX-License-Identifier: EUPL-1.2
"""A record of JSON → its cells: nested keys joined by dots, fiches by their labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fundgraph.sources.values import clean

JOINED = "; "
MOST_KEYS = 16_384
_LABELS = frozenset(
    {
        "label", "name", "key", "field", "title", "heading", "column", "libelle", "libellé",
        "intitule", "bezeichnung", "feld", "titel", "etiqueta", "campo", "etichetta", "nazwa",
        "pole", "nosaukums", "lauks", "pavadinimas", "nimi", "naziv", "název", "naam", "navn",
        "property", "attribute",
    }
)  # fmt: skip
_VALUES = frozenset(
    {
        "value", "content", "text", "val", "values", "data", "valeur", "contenu", "wert", "inhalt",
        "valor", "valore", "wartość", "wartosc", "vērtība", "vertiba", "reikšmė", "väärtus",
        "vrijednost", "hodnota", "waarde", "verdi", "værdi", "arvo", "érték",
    }
)  # fmt: skip


class TooManyKeysError(ValueError):
    """A record with more keys than a table may have columns."""


def flatten(record: Any) -> dict[str, str]:
    """The cells of a record by heading. Raises TooManyKeysError, RecursionError."""
    cells: dict[str, str] = {}
    _add(cells, "", record)
    return cells


def _add(cells: dict[str, str], heading: str, value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _add(cells, _under(heading, key), inner)
    elif isinstance(value, list):
        _add_list(cells, heading, value)
    else:
        _put(cells, heading, _text(value))
    if len(cells) > MOST_KEYS:
        raise TooManyKeysError


def _under(heading: str, key: str) -> str:
    return f"{heading}.{clean(key)}" if heading else clean(key)


def _add_list(cells: dict[str, str], heading: str, values: Sequence[Any]) -> None:
    pair = _label_and_value(values)
    if pair:
        for fiche in values:
            _add(cells, clean(_text(fiche[pair[0]])), fiche.get(pair[1]))
        return
    for value in values:
        _add(cells, heading, value)


def _label_and_value(values: Sequence[Any]) -> tuple[str, str] | None:
    """The two keys of a list of labels with values; None for any other list."""
    if not values or not all(isinstance(one, dict) and 2 <= len(one) <= 4 for one in values):
        return None
    first = values[0]
    label = next((key for key in first if key.lower() in _LABELS), None)
    value = next((key for key in first if key.lower() in _VALUES and key != label), None)
    if label is None or value is None or any(label not in one for one in values):
        return None
    names = [one[label] for one in values]
    told = all(isinstance(name, str) for name in names) and len(set(names)) == len(names)
    return (label, value) if told else None


def _put(cells: dict[str, str], heading: str, text: str) -> None:
    before = cells.get(heading)
    cells[heading] = f"{before}{JOINED}{text}" if before and text else before or text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
