# SPDX-License-Identifier: Apache-2.0
"""Tests of what the posts amount to: the mood over time and the marks on it."""
