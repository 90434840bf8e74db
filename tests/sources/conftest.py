# SPDX-License-Identifier: EUPL-1.2
"""What the readers refer to, loaded once."""

from pathlib import Path

import pytest

from fundgraph import resources
from fundgraph.codes import CodeLists, load_code_lists
from fundgraph.record import Record
from fundgraph.reference import Reference, load_reference
from tests.sources.made_up_table import Table


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference(resources.folder("data") / "reference")


@pytest.fixture(scope="session")
def codes() -> CodeLists:
    return load_code_lists(resources.concept_files())


@pytest.fixture
def table(tmp_path: Path, reference: Reference, codes: CodeLists) -> Table:
    return Table(tmp_path, reference, codes)


@pytest.fixture
def record(table: Table) -> Record:
    entry = table.one()
    assert entry.findings == ()
    assert entry.record is not None
    return entry.record
