# SPDX-License-Identifier: Apache-2.0
"""Item models: rows fetched in windows, declared rather than coded."""
