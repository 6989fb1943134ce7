# SPDX-License-Identifier: Apache-2.0
"""Early warning: what is usual for a watch, what is not, and how loudly to say so.

`detector` is the door; behind it `hearing` (one block of minutes), `memory` (what is kept of a watch), `baseline`
(what is usual), `outage` (silence, and what comes late), `evidence` (how unlikely the last minutes are), `levels`
(blue to red) and `verdict` (what is said). `table` reads files of counts for it.
"""
