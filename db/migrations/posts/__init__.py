# SPDX-License-Identifier: Apache-2.0
"""Migrations of posts.db: versions/000n_*.py with revision "000n", counting up without gaps."""
