# SPDX-License-Identifier: Apache-2.0
"""Figures on demand: `python -m tests.benchmarks.bench_room` and its neighbours. Never part of the test run."""
