# SPDX-License-Identifier: EUPL-1.2
"""What the commands print, each part for itself: the commands load no more than they print."""
