# SPDX-License-Identifier: EUPL-1.2
"""What the readers refer to, loaded once."""

import pytest

from fundgraph import resources
from fundgraph.codes import CodeLists, load_code_lists
from fundgraph.reference import Reference, load_reference


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference(resources.folder("data") / "reference")


@pytest.fixture(scope="session")
def codes() -> CodeLists:
    return load_code_lists(resources.concept_files())
