# SPDX-License-Identifier: EUPL-1.2
"""Settings: the file, the environment over it, every mistake one clear sentence."""

from pathlib import Path

import pytest

from fundgraph.config import Settings, load
from fundgraph.errors import UsageError


def test_defaults(tmp_path: Path) -> None:
    assert load(tmp_path, {}) == Settings()


def test_file_and_environment(tmp_path: Path) -> None:
    (tmp_path / "fundgraph.toml").write_text(
        'base_iri = "https://data.example.org"\nquery_timeout_s = 3\nlanguages = ["en"]\n'
    )
    settings = load(
        tmp_path,
        {
            "FUNDGRAPH_QUERY_TIMEOUT_S": "2.5",
            "FUNDGRAPH_SOURCES": "a.toml, b",
            "FUNDGRAPH_PUBLISH_CONTACTS": "true",
            "HOME": "x",
        },
    )
    assert settings.base_iri == "https://data.example.org/"
    assert settings.query_timeout_s == 2.5
    assert settings.languages == ("en",)
    assert settings.sources == ("a.toml", "b")
    assert settings.publish_contacts is True


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("basis_iri = 'x'", "nearest known one is 'base_iri'"),
        ("base_iri = 'ftp://x/'", "write an http or https address"),
        ("base_iri = 'http://x/?a=b'", "write an http or https address"),
        ("base_iri = 3", "write a string"),
        ("workers = 'many'", "write a number"),
        ("workers = 1.5", "write a number"),
        ("publish_contacts = 'perhaps'", "write true or false"),
        ("sources = [1]", "write a list of strings"),
        ("query_timeout_s = 0", "write a number above 0"),
        ("languages = ['de']", "speaks 'lv' and 'en'"),
        ("base_iri = 'http://['", "write an http or https address"),
        ("base_iri = 'http://a b/'", "write an http or https address"),
        ("base_iri = 'http://a/<x>'", "write an http or https address"),
        ("base_iri = 'http://a/../'", "write an http or https address"),
        ("query_timeout_s = nan", "write a number above 0"),
        ("query_timeout_s = inf", "write a number above 0"),
        ("queries_per_client = -5", "write a number above 0"),
        ("workers = -1", "write 0 .one for each core. or more"),
        ("trusted_proxies = -1", "write 0 .none. or more"),
        ("log_level = 'loud'", "write debug, info, warning, error"),
        (f"x = {'[' * 3000}", "not valid TOML"),
        (f"workers = {'9' * 5000}", "not valid TOML"),
        ("base_iri = ", "not valid TOML"),
        ("store = 'http://x/sparql'", "knows 'embedded' only"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, part: str) -> None:
    (tmp_path / "fundgraph.toml").write_text(text)
    with pytest.raises(UsageError, match=part):
        load(tmp_path, {})


def test_unknown_variable(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'query_timeout_s'"):
        load(tmp_path, {"FUNDGRAPH_QUERY_TIMEOUT": "3"})
