# SPDX-License-Identifier: Apache-2.0
"""The command line: thin commands over the same types the window uses. `parser` lists them, the others do them."""
