# SPDX-License-Identifier: Apache-2.0
"""Tests of the source itself: its figures, its layers, its words, and the gates of the other tests."""
