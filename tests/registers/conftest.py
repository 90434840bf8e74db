# SPDX-License-Identifier: EUPL-1.2
"""The real lists stand beside the repository, and are not there in every checkout."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the real lists."""
    if not SAMPLES.is_dir():
        pytest.skip("the sample lists are not beside the repository")
    return SAMPLES
