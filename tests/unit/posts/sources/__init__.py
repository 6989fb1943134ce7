# SPDX-License-Identifier: Apache-2.0
"""Tests of the kinds of sources."""
