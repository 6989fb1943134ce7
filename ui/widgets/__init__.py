# SPDX-License-Identifier: Apache-2.0
"""Small parts shared by panes."""
