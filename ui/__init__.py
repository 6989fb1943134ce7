# SPDX-License-Identifier: Apache-2.0
"""The window: Qt widgets that show the room and send it commands."""
