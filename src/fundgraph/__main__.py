# SPDX-License-Identifier: EUPL-1.2
"""`python -m fundgraph`: the same commands as `fundgraph`."""

from fundgraph.cli import main

if __name__ == "__main__":
    main()
