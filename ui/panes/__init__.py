# SPDX-License-Identifier: Apache-2.0
"""The panes: one dock each, showing one thing of the room."""
