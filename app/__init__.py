# SPDX-License-Identifier: Apache-2.0
"""What a war room is: no Qt, no SQL. Read `app/room/statements.py` first, then `app/room/service.py`."""
