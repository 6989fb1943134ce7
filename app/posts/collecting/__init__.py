# SPDX-License-Identifier: Apache-2.0
"""The collector: sources are heard, what they brought is read in a limited child, and written by one hand."""
