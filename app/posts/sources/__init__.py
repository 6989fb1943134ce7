# SPDX-License-Identifier: Apache-2.0
"""Where posts come from: one file a kind of source, and what the collector and a kind promise each other (`port`)."""
