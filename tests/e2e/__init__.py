# SPDX-License-Identifier: Apache-2.0
"""The whole program, started as people start it."""
