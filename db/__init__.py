# SPDX-License-Identifier: Apache-2.0
"""How things are kept: SQLCipher files through SQLAlchemy."""
