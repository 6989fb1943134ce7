# SPDX-License-Identifier: Apache-2.0
"""Tests of the collector: its way to the net, the child that reads, the hand that writes."""
