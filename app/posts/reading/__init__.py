# SPDX-License-Identifier: Apache-2.0
"""Files as rows of text: CSV, TSV, XLSX, JSON, feeds, saved web pages; plain or .gz.

`app.posts.reading.opening.open_table` is the door.
"""
