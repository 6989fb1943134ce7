# SPDX-License-Identifier: Apache-2.0
"""The situation report: gather, figures, typeset."""
