# SPDX-License-Identifier: Apache-2.0
"""The window around the panes: start, strip, palette, dialogs, errands."""
