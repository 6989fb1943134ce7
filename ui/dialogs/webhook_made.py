# SPDX-License-Identifier: Apache-2.0
"""A webhook was made: the one line that sends it a post, to be copied into whatever will call it.

Opened by :mod:`ui.dialogs.source` once. The trap: this is the last time the token is shown; afterwards it lies in
the vault.
"""

from collections.abc import Mapping

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.posts.sources.source import Source
from app.posts.sources.webhook import fresh_token
from ui.desk import Desk
from ui.dialogs.sheet import Sheet


def fresh_settings() -> dict[str, str]:
    """What a new webhook starts with."""
    return {"token": fresh_token()}


def curl_line(port: str, token: str, words: str) -> str:
    """A command that sends one post; the same for the shells of Linux, macOS and Windows."""
    return (
        f'curl -H "Authorization: Bearer {token}" --data-urlencode "text={words}" '
        f'--data-urlencode "author=Fenghuo" http://127.0.0.1:{port}/'
    )


class WebhookMade(Sheet):
    """Shows the line and copies it."""

    def __init__(self, desk: Desk, source: Source, typed: Mapping[str, str], parent: QWidget | None) -> None:
        texts = desk.texts
        super().__init__(texts, "webhookMade", texts("sources-webhook-made", name=source.name), parent)
        self.say(texts("sources-webhook-made-about"))
        port = source.settings.get("port") or typed.get("port", "")
        self.line = QPlainTextEdit(curl_line(port, typed.get("token", ""), texts("sources-webhook-words")))
        self.line.setReadOnly(True)
        self.line.setTabChangesFocus(True)
        self.line.setFixedHeight(116)
        self.field(texts("sources-webhook-line"), self.line, "curl")
        self.say(texts("sources-webhook-once"))
        copy = self.button("copy", texts("sources-copy"))
        copy.clicked.connect(self.copy)
        close = self.button("cancel", texts("window-close"), "accent")
        close.clicked.connect(self.reject)
        self.buttons(copy, close)

    def copy(self) -> None:
        """Put the line into the clipboard."""
        QGuiApplication.clipboard().setText(self.line.toPlainText())
        self.message.say(self.texts("sources-copied"), "ok")
