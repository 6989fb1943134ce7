# SPDX-License-Identifier: Apache-2.0
"""What the posts amount to: the mood over time, and the room's own moves on it."""
