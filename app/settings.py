# SPDX-License-Identifier: Apache-2.0
"""What one computer's user likes: language, theme, the window's layouts. Kept in the profile's `settings.toml`.

Made by the composition root, changed by the window. The trap: a damaged file must never keep anybody out, so it is
set aside under another name and the defaults are used.
"""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
import tomli_w

from app.posts.priority import Tuning
from app.posts.question import Question
from app.profile import write_whole
from app.texts import LANGUAGES, Language, system_language

THEMES: Final = ("dark", "light")
KEEP_HOURS: Final = 72
KEEP_GIGABYTES: Final = 20
KEEP_COUNT_DAYS: Final = 400


class FileSettings:
    """Settings in a TOML file. Implements `app.doors.Settings`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        found = _read(path)
        language, theme = found.get("language"), found.get("theme")
        window = found.get("window")
        self.language: Language = language if language in LANGUAGES else system_language()
        self.theme: str = str(theme) if theme in THEMES else "dark"
        layouts = window if isinstance(window, dict) else {}
        posts = found.get("posts")
        kept = posts if isinstance(posts, dict) else {}
        self.keep_hours = _whole(kept.get("keep_hours"), KEEP_HOURS)
        self.keep_gigabytes = _whole(kept.get("keep_gigabytes"), KEEP_GIGABYTES)
        self.keep_count_days = _whole(kept.get("keep_count_days"), KEEP_COUNT_DAYS)
        self.priority: Tuning = _tuning(found.get("priority"))
        self.searches: dict[str, Question] = _searches(found.get("search"))
        self.window: dict[str, str] = {str(key): str(value) for key, value in layouts.items()}

    def kept(self) -> tuple[int, int, int]:
        """How long posts stay: hours, and the bytes they may take; and the days that the counts of watches stay."""
        return self.keep_hours, self.keep_gigabytes << 30, self.keep_count_days

    def save(self) -> None:
        """Write it down. Raises EnvironmentFault where the profile cannot be written."""
        posts = {
            "keep_hours": self.keep_hours,
            "keep_gigabytes": self.keep_gigabytes,
            "keep_count_days": self.keep_count_days,
        }
        data = {
            "language": self.language,
            "theme": self.theme,
            "posts": posts,
            "priority": msgspec.to_builtins(self.priority),
            "search": [{"name": name, **_as_table(asked)} for name, asked in self.searches.items()],
            "window": self.window,
        }
        if self._path.parent.is_dir():
            write_whole(self._path, tomli_w.dumps(data).encode())


def _tuning(table: object) -> Tuning:
    try:
        return msgspec.convert(table or {}, Tuning)
    except msgspec.ValidationError:
        return Tuning()


def _searches(tables: object) -> dict[str, Question]:
    """Saved searches by name; one that a newer program wrote in another way is left out."""
    found: dict[str, Question] = {}
    for table in tables if isinstance(tables, list) else ():
        fields = dict(table) if isinstance(table, dict) else {}
        name = fields.pop("name", "")
        try:
            found[str(name)] = msgspec.convert(fields, Question)
        except msgspec.ValidationError:
            continue
    return found


def _as_table(asked: Question) -> dict[str, object]:
    """As TOML has it; a story's number would mean nothing in another store."""
    return dict(msgspec.to_builtins(msgspec.structs.replace(asked, story=0), builtin_types=(datetime,)))


def _whole(value: object, default: int) -> int:
    """A number of at least 1; anything else is the default."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 1 else default


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        if path.is_file():
            _set_aside(path)
        return {}


def _set_aside(path: Path) -> None:
    try:
        path.replace(path.with_suffix(".damaged.toml"))
    except OSError:
        return
