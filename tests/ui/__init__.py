# SPDX-License-Identifier: Apache-2.0
"""Tests of the window and its panes; they act as people do."""
