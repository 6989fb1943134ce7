# SPDX-License-Identifier: Apache-2.0
"""Who is told of an alert outside the window, through which channel, and whether it arrived.

`channel` and `book` say what people set up, `wanted` whom an alert concerns, `outbox` and `courier` see to it that
each is told once. The trap: nothing goes out before a person has set a channel up.
"""
