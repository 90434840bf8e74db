# SPDX-License-Identifier: EUPL-1.2
"""What SOURCE means: descriptions, folders, data files, settings, the carried sample."""

from pathlib import Path

import pytest

from fundgraph import resources
from fundgraph.config import Settings
from fundgraph.errors import SourceError, UsageError
from fundgraph.sources import locate
from fundgraph.sources.description import REGISTER
from tests.published import TOP

TABLE = 'form = "csv"\ncountry = "LV"\nlanguage = "lv"\n[columns]\nA = "number"\nB = "title"\n'


def write(folder: Path, **files: str) -> None:
    """Files by name; `_` stands for the dot, `__` for a folder."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(*arguments: Path, settings: Settings | None = None) -> list[tuple[str, list[str]]]:
    sources = locate([str(one) for one in arguments], settings or Settings())
    return [(one.description.name, [path.name for path in one.paths]) for one in sources]


def test_a_description_finds_its_files_relative_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, a_toml=f'name = "a"\nfiles = ["sub/*.csv", "c.csv"]\n{TABLE}')
    write(tmp_path, sub__b_csv="", sub__a_csv="", c_csv="")
    monkeypatch.chdir("/")
    assert found(tmp_path / "a.toml") == [("a", ["a.csv", "b.csv", "c.csv"])]


def test_a_description_without_files_has_its_twin(tmp_path: Path) -> None:
    write(tmp_path, a_toml=f'name = "a"\n{TABLE}', a_csv="")
    assert found(tmp_path / "a.toml") == [("a", ["a.csv"])]
    write(tmp_path, b_toml=f'name = "b"\n{TABLE}')
    with pytest.raises(UsageError, match='the key "files" is missing'):
        locate([str(tmp_path / "b.toml")], Settings())


def test_a_folder_has_the_descriptions_in_it(tmp_path: Path) -> None:
    write(
        tmp_path, b_toml=f'name = "b"\n{TABLE}', b_csv="", a_toml=f'name = "a"\n{TABLE}', a_csv=""
    )
    write(tmp_path, sub__c_toml=f'name = "c"\n{TABLE}', page_html="", fundgraph_toml="title = 'x'")
    write(tmp_path, sub__c_csv="")
    assert found(tmp_path) == [("a", ["a.csv"]), ("b", ["b.csv"]), ("c", ["c.csv"])]


def test_what_a_folder_leaves_unread_is_told(tmp_path: Path) -> None:
    page = (resources.folder("data") / "registers/sif/made-up/izdomats-2.txt").read_text("utf-8")
    write(tmp_path, a_toml=f'name = "a"\nsame_as = "same.csv"\n{TABLE}', a_csv="A;B\n1;x\n")
    write(tmp_path, same_csv="left;right\n", lost_txt=page, sub__cut_txt=page[: len(page) // 2])
    write(tmp_path, README_txt=page, notes_txt="Only words.", sub__b_csv="A;B\n1;x\n")
    write(tmp_path, releases__findings_csv="A;B\n1;x\n", empty_html="", other_json="{")
    settings = Settings(releases_dir=str(tmp_path / "releases"))
    sources = locate([str(tmp_path)], settings)
    lost = [(told.rule, told.value) for told in sources[0].unread]
    assert lost == [("unread-file", x) for x in ("lost.txt", "sub/b.csv", "sub/cut.txt")]
    assert locate([str(tmp_path / "a.csv")], settings)[0].unread == ()


def test_what_lies_apart_from_all_sources_is_not_told(tmp_path: Path) -> None:
    write(tmp_path, a__a_toml=f'name = "a"\n{TABLE}', a__a_csv="A;B\n1;x\n")
    write(tmp_path, b__b_toml=f'name = "b"\nfiles = ["in/b.csv"]\n{TABLE}')
    write(tmp_path, b__in__b_csv="A;B\n1;x\n", b__lost_csv="A;B\n1;x\n")
    write(tmp_path, reference__towns_csv="A;B\n1;x\n", a__more__b_csv="A;B\n1;x\n")
    (tmp_path / "fundgraph.toml").touch()
    first, _ = locate([str(tmp_path)], Settings())
    assert [told.value for told in first.unread] == ["a/more/b.csv", "b/lost.csv"]
    assert all(source.unread == () for source in locate([str(TOP / "data")], Settings()))


def test_a_folder_of_folders_has_their_descriptions(tmp_path: Path) -> None:
    write(tmp_path, b__c__b_toml=f'name = "b"\n{TABLE}', b__c__b_csv="")
    write(tmp_path, a__a_toml=f'name = "a"\n{TABLE}', a__a_csv="", pyproject_toml="[project]")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "c.toml").write_text("broken", encoding="utf-8")
    assert found(tmp_path) == [("a", ["a.csv"]), ("b", ["b.csv"])]


def test_a_folder_without_descriptions_has_its_pages(tmp_path: Path) -> None:
    write(tmp_path, b_htm="", a_TXT="", c_html="", d_pdf="", sub__e_html="")
    assert found(tmp_path) == [("sif", ["a.TXT", "b.htm", "c.html"])]


def test_a_folder_with_nothing_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(
        SourceError, match=r"neither a description \(\*\.toml\) nor a register page"
    ):
        locate([str(tmp_path)], Settings())


def test_a_page_needs_no_description(tmp_path: Path) -> None:
    write(tmp_path, a_txt="", b_html="")
    (source,) = locate([str(tmp_path / "b.html"), str(tmp_path / "a.txt")], Settings())
    assert source.description == REGISTER
    assert [path.name for path in source.paths] == ["b.html", "a.txt"]


def test_a_data_file_takes_the_description_beside_it(tmp_path: Path) -> None:
    write(tmp_path, a_csv="", a_toml=f'name = "twin"\n{TABLE}', b_csv="", broken_toml="broken")
    write(tmp_path, other_toml=f'name = "other"\nfiles = "b.*"\n{TABLE}')
    write(
        tmp_path, pages__p_html="", up_toml='name = "up"\nform = "register-page"\nfiles="*/*.html"'
    )
    assert found(tmp_path / "a.csv") == [("twin", ["a.csv"])]
    assert found(tmp_path / "b.csv") == [("other", ["b.csv"])]
    assert found(tmp_path / "pages" / "p.html") == [("up", ["p.html"])]


def test_a_table_without_a_description_says_which_keys_to_write(tmp_path: Path) -> None:
    write(tmp_path, a_csv="x")
    with pytest.raises(
        UsageError, match=r"has no description, .* write a\.toml beside it with the keys name, form"
    ):
        locate([str(tmp_path / "a.csv")], Settings())


def test_what_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.html does not exist"):
        locate([str(tmp_path / "none.html")], Settings())
    write(tmp_path, a_toml=f'name = "a"\nfiles = ["b.csv", "*.tsv"]\n{TABLE}')
    with pytest.raises(SourceError, match=r"there is no file 'b\.csv'"):
        locate([str(tmp_path / "a.toml")], Settings())


def test_one_description_given_twice_is_one_source(tmp_path: Path) -> None:
    write(tmp_path, a_csv="", a_toml=f'name = "a"\n{TABLE}')
    assert found(tmp_path, tmp_path / "a.toml", tmp_path / "a.csv") == [("a", ["a.csv"])]


def test_two_descriptions_of_one_name_are_refused(tmp_path: Path) -> None:
    write(tmp_path, a_csv="", a_toml=f'name = "a"\n{TABLE}')
    write(tmp_path, b_csv="", b_toml=f'name = "a"\nmade_up = true\n{TABLE}')
    with pytest.raises(UsageError, match="two descriptions have the name 'a'"):
        locate([str(tmp_path)], Settings())


def test_two_files_of_one_name_in_a_register_are_refused(tmp_path: Path) -> None:
    write(tmp_path, x__a_html="", y__a_html="")
    with pytest.raises(UsageError, match="have one name in the register 'sif'"):
        locate([str(tmp_path / "x"), str(tmp_path / "y")], Settings())


def test_without_arguments_the_settings_then_the_sample(tmp_path: Path) -> None:
    write(tmp_path, a_csv="", a_toml=f'name = "a"\n{TABLE}')
    assert found(settings=Settings(sources=(str(tmp_path),))) == [("a", ["a.csv"])]
    assert [name for name, _ in found()] == ["sif-made-up", "sif"]
