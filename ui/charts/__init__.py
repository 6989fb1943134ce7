# SPDX-License-Identifier: Apache-2.0
"""Matplotlib figures on screen."""
