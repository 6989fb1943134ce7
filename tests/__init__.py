# SPDX-License-Identifier: Apache-2.0
"""The tests. A real package, so that no other distribution's `tests` is imported in its place."""
