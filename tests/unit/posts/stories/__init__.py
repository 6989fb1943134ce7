# SPDX-License-Identifier: Apache-2.0
"""Tests of stories: which posts say the same, what a story counts, who speaks in it."""
