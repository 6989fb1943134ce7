# SPDX-License-Identifier: Apache-2.0
"""Data only: words, templates, icons, lexicons."""
