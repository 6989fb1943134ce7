# SPDX-License-Identifier: Apache-2.0
"""Migrations of room.db: versions/000n_*.py with revision "000n", counting up without gaps."""
