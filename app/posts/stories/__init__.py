# SPDX-License-Identifier: Apache-2.0
"""Posts that say the same, as one row that keeps the count."""
