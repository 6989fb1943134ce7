# SPDX-License-Identifier: Apache-2.0
"""Tests of app/posts: reading, dating, importing, scoring."""
