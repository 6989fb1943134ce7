# SPDX-License-Identifier: Apache-2.0
"""What the world says: reading, normalising, scoring and storing posts."""
