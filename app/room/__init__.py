# SPDX-License-Identifier: Apache-2.0
"""What people decide: one file a subject, folded from the journal."""
