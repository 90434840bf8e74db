# SPDX-License-Identifier: EUPL-1.2
"""What all tests share: Hypothesis without deadlines (the machine is shared), and the same
examples at every run of CI."""

import os

from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")
