# SPDX-License-Identifier: Apache-2.0
"""Tests of the situation report: what it gathers, what it prints, and that what it prints can be read again."""
