# SPDX-License-Identifier: EUPL-1.2
"""The texts of a page, before anything is made of them."""

from pathlib import Path

from fundgraph.codes import CodeLists
from fundgraph.reference import Reference
from fundgraph.sources import Source, read
from fundgraph.sources.description import REGISTER
from tests.sources.made_up import LATVIAN, fields, printed, read_text

ADDRESS, PERSON = "anna.izdomata@example.net", "010180-12345"


def test_texts_that_were_encoded_twice_are_said(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    twice = "Ēkas Īpašnieks".encode().decode("cp1252", errors="replace")
    page = printed(fields(promoter=twice), title=twice).replace("Status:", f"{twice}: x\nStatus:")
    page = page.replace("• ESF private funding", f"• {twice}")
    entry = read_text(page, tmp_path, reference, codes)
    said = [one for one in entry.findings if one.rule == "doubled-encoding"]
    assert [one.field for one in said] == ["title", "Project Promoter", twice, twice]
    assert all(
        page.splitlines()[(one.row or 0) - 1].strip(" •").startswith((twice, "Pro")) for one in said
    )


def test_a_page_that_was_encoded_twice_is_refused_with_the_reason(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    page = printed(LATVIAN).encode().decode("latin-1")
    entry = read_text(page, tmp_path, reference, codes)
    assert entry.record is None
    assert sum(one.rule == "doubled-encoding" for one in entry.findings) >= 10


def test_attributions_do_not_tell_contact_data(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    page = f"This section is written by {ADDRESS}.\n{printed()}"
    entry = read_text(page, tmp_path, reference, codes)
    assert entry.record is not None
    (attribution,) = entry.record.source.attribution
    assert attribution.value == "This section is written by [kontaktinformācija nav publicēta]."


def test_contact_data_that_is_published_is_looked_through_for_personal_codes(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    path = tmp_path / "page.txt"
    path.write_text(printed(fields(phone=f"67123456, {PERSON}")), encoding="utf-8")
    source = Source(REGISTER, (path,))
    for contacts, told in ((True, ["text-with-personal-code"]), (False, [])):
        (entry,) = read(source, reference, codes, contacts=contacts)
        assert [one.rule for one in entry.findings] == told
        assert entry.record is not None
        (phone,) = [line for line in entry.record.published if line.label == "Phone"]
        assert phone.contact
        assert (PERSON in phone.value) is not contacts
