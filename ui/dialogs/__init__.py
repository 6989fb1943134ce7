# SPDX-License-Identifier: Apache-2.0
"""Questions asked of a person, never in a nested event loop."""
