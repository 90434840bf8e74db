# SPDX-License-Identifier: EUPL-1.2
"""The arguments and options that several commands have."""

from __future__ import annotations

import click

strict_option = click.option("--strict", is_flag=True, help="Refused rows count as violations.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
sources_argument = click.argument("sources", nargs=-1, metavar="[SOURCE]...")
