# SPDX-License-Identifier: Apache-2.0
"""PySide6 bears 10,000 signals with plain Python values.

Trap: 6.12.0 on Python 3.11 loses a reference to True or None with each one and aborts the process after some
600, so the work is done in a child: its death is a failure here, not the end of the run.
"""

import subprocess
import sys

_CHILD = """
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

class Source(QObject):
    happened = Signal(object)
    counted = Signal(int, bool, str)

class Sink(QObject):
    def __init__(self, parent):
        super().__init__(parent)
        self.seen = 0
    def on_happened(self, value):
        self.seen += 1
    def on_counted(self, number, flag, text):
        self.seen += flag is (number % 2 == 0)

application = QCoreApplication([])
source, sink = Source(), Sink(application)
source.happened.connect(sink.on_happened)
source.happened.connect(sink.on_happened, Qt.ConnectionType.QueuedConnection)
source.counted.connect(sink.on_counted)
for number in range(10_000):
    source.happened.emit((True, False, None, number, "烽火")[number % 5])
    source.counted.emit(number, number % 2 == 0, "烽火")
application.processEvents()
print(sink.seen)
"""


def test_ten_thousand_emits() -> None:
    ran = subprocess.run([sys.executable, "-c", _CHILD], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "30000"
