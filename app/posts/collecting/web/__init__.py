# SPDX-License-Identifier: Apache-2.0
"""What `HttpReach` is made of: addresses, who may be reached, connections, turns, answers. Nobody else calls it."""
