# SPDX-License-Identifier: EUPL-1.2
"""The commands: arguments in, exit codes out; one module a command."""

from fundgraph.cli.group import commands, main

__all__ = ["commands", "main"]
