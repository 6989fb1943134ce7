# SPDX-License-Identifier: Apache-2.0
"""Tests of what is watched and how posts are matched."""
