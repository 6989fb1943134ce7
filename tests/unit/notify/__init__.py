# SPDX-License-Identifier: Apache-2.0
"""Tests of `app.room`: its rules, its journal, its life."""
