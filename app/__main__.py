# SPDX-License-Identifier: Apache-2.0
"""The composition root: the only file that sees `app`, `db` and `ui`. `fenghuo` and `python -m app` start here.

Start-up: parse the words → find the profile → hand a `Keeper` to the command, a `Door` to the window. Everything
is given through constructors; there is no global object. The trap: keep imports that take time (Qt, matplotlib,
Alembic, cryptography, the room) out of this file's top, or every command pays for them.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.books import Books
from app.cli import parser as words
from app.cli.dispatch import dispatch, profile_asked_for, throw_away
from app.cli.keeper import Collecting, Console, RoomRead
from app.cli.streams import secret_line, speak_utf8, texts_for
from app.clock import Clock, ManualClock, SystemClock
from app.errors import EnvironmentFault, FenghuoError, Said, UserError
from app.os_keyring import OsKeyring
from app.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from zoneinfo import ZoneInfo

    from app.doors import OpenHouse
    from app.lock import FileHold
    from app.notify.courier import PostRoom
    from app.posts.collecting.jobs import Job
    from app.posts.collecting.upkeep import Decisions
    from app.posts.importer import ImportReport, Progress
    from app.posts.ports import Decision, PostMark, PostStore
    from app.posts.sources.book import SourceBook, Vault
    from app.profile import Profile, Secrets
    from app.room.service import Founder, Room
    from app.room.verify import Audit

_SECRET_ENV: Final = "FENGHUO_PASSPHRASE"
_ROOM_PATIENCE: Final = 2.0
"""Seconds; a `fenghuo watch` without a window has the room for a moment whenever it writes there."""


class Locked(Books):
    """One profile and what opens it: secrets, locks, stores. What commands read and write goes through here."""

    def __init__(
        self,
        profile: "Profile",
        texts: Texts,
        clock: Clock,
        *,
        secrets: "Secrets | None" = None,
        language_chosen: bool = False,
    ) -> None:
        super().__init__(profile, clock)
        self._texts = texts
        self._secrets, self._language_chosen = secrets, language_chosen
        self._keyring = OsKeyring()
        self._scratch = ExitStack()

    @property
    def profile(self) -> Path:
        """The folder, under the window's name for it."""
        return self._profile.folder

    @contextmanager
    def writer(self) -> Iterator["Room"]:
        """The room for acting; makes the profile where there is none."""
        secrets = self._unlock(make=True)
        with self._lock("room"):
            room = self._open_room(secrets)
            try:
                yield room
            finally:
                room.close()

    def reader(self) -> RoomRead:
        """The room for reading, also while another process has it open."""
        from app.room.journal import fold, read
        from app.room.state import RoomState
        from db.journal_store import open_journal

        secrets = self._unlock(make=False)
        if not self._profile.room_file.exists():
            raise UserError(Said("profile-no-room", {"path": str(self.folder)}))
        store = open_journal(self._profile.room_file, secrets.database, readonly=True)
        try:
            records = list(read(store))
        finally:
            store.close()
        return RoomRead(records, fold(RoomState(), records))

    @contextmanager
    def post_writer(self) -> Iterator["PostStore"]:
        """The post store for adding; makes profile and store where there is none."""
        from db.post_store import open_posts

        secrets = self._unlock(make=True)
        with self._lock("posts"):
            store = open_posts(self._profile.posts_file, secrets.database, readonly=False)
            try:
                yield store
            finally:
                store.close()

    def has_posts(self) -> bool:
        """Whether posts were ever stored here."""
        return self._profile.posts_file.exists()

    @contextmanager
    def post_reader(self) -> Iterator["PostStore | None"]:
        """The post store for reading; None where nothing was imported yet."""
        from db.post_store import open_posts

        secrets = self._unlock(make=False)
        if not self._profile.posts_file.exists():
            yield None
            return
        store = open_posts(self._profile.posts_file, secrets.database, readonly=True)
        try:
            yield store
        finally:
            store.close()

    def sources(self) -> "SourceBook":
        """The profile's sources; makes the profile where there is none."""
        return self._sources(self._unlock(make=True))

    def notices(self) -> "PostRoom":
        """Who is told of alerts outside the window."""
        from app.notify.opening import post_room

        vault = self._vault(self._unlock(make=True))
        return post_room(self._profile, vault, self._clock, self.policy(), lambda: self._lock("outbox"))

    @contextmanager
    def collecting(self) -> Iterator[Collecting]:
        """Everything a collector needs, with the post store's lock."""
        from app.posts.collecting.jobs import Jobs
        from app.posts.collecting.lighting import named
        from app.posts.collecting.retention import Retention
        from app.posts.collecting.upkeep import Wishes
        from app.settings import FileSettings
        from app.warning.outside import Outside

        secrets = self._unlock(make=True)
        file = self._profile.settings_file
        retention = Retention(self._cited, lambda: FileSettings(file).kept())
        jobs = Jobs(self._profile.collector_file, secrets.database)
        with self.post_writer() as store:
            outside = Outside(named(self.watches()), self.policy(), self.zone)
            wishes = Wishes(retention, self.judge(), self.moods(), self._decisions(), outside)
            yield Collecting(self._sources(secrets), store, jobs, wishes)

    def hand_over(self, job: "Job", progress: "Callable[[Progress], None]") -> "ImportReport | None":
        """Have the running collector import something."""
        from app.posts.collecting.jobs import hand_over

        return hand_over(self._profile.collector_file, self._unlock(make=False).database, job, progress)

    # --- how

    def _cited(self) -> "Collection[PostMark]":
        """The posts that must not expire."""
        from app.room.evidence import cited_marks

        return cited_marks(self.reader().state) if self._profile.room_file.exists() else ()

    def _decisions(self) -> "Decisions":
        """What people decide about stories and moods, for the collector to carry out on its posts."""
        from app.posts.collecting.upkeep import Decisions
        from app.profile import stamp
        from app.room.journal import decisions
        from db.journal_store import open_journal

        def after(seq: int) -> "tuple[Sequence[Decision], int]":
            if not self._profile.room_file.exists():
                return (), seq
            store = open_journal(self._profile.room_file, self._unlock(make=False).database, readonly=True)
            try:
                return decisions(store, seq)
            finally:
                store.close()

        return Decisions(lambda: stamp(self._profile.witness_file), after)

    def zone(self) -> "ZoneInfo":
        """The room's; while there is no room, that of the words in Chinese."""
        from zoneinfo import ZoneInfo

        from app.room.journal import read
        from app.room.people import RoomFounded
        from app.zones import HOUSE_ZONE
        from db.journal_store import open_journal

        house = ZoneInfo(HOUSE_ZONE)
        if not self._profile.room_file.exists():
            return house
        store = open_journal(self._profile.room_file, self._unlock(make=False).database, readonly=True)
        try:
            first = next(read(store), None)
        finally:
            store.close()
        founded = first.event if first is not None else None
        return ZoneInfo(founded.zone) if isinstance(founded, RoomFounded) else house

    def _sources(self, secrets: "Secrets") -> "SourceBook":
        from app.posts.sources.book import SourceBook
        from app.posts.sources.kinds import Kinds

        return SourceBook(self._profile.sources_file, self._vault(secrets), Kinds())

    def _vault(self, secrets: "Secrets") -> "Vault":
        from app.vault import vault_of

        return vault_of(self._profile, self._keyring, secrets.database)

    def _unlock(self, *, make: bool) -> "Secrets":
        if self._secrets is None:
            if not self._profile.exists() and make:
                passphrase = None if self._keyring.available() else self._ask("cli-ask-new-passphrase")
                self._secrets = self._profile.create(self._keyring, os.environ.get(_SECRET_ENV, passphrase))
            else:
                file = self._profile.read()
                asked = file.lock == "passphrase" and not file.demo
                self._secrets = self._profile.unlock(
                    self._keyring, self._ask("cli-ask-passphrase") if asked else None
                )
        return self._secrets

    def _ask(self, key: str) -> str | None:
        given = os.environ.get(_SECRET_ENV)
        if given is not None or not sys.stdin.isatty():
            return given
        return getpass(self._texts(key))

    def _open_room(self, secrets: "Secrets", clock: Clock | None = None, held: "FileHold | None" = None) -> "Room":
        from app.keys import SigningKey
        from app.profile import HeadWitness
        from app.room.service import Room, fresh_room_id
        from db.journal_store import open_journal

        key = SigningKey(secrets.device)
        try:
            store = open_journal(self._profile.room_file, secrets.database, readonly=False)
            if store.identity() is None:
                store.found(fresh_room_id(), key.public)
            witness = HeadWitness(self._profile.witness_file, key)
            return Room(store, witness, key, clock or self._clock, release=held.release if held else None)
        except BaseException:
            if held is not None:
                held.release()
            raise

    def _lock(self, name: str) -> "FileHold":
        from app.lock import FileHold

        return FileHold(self.folder, name, patience=_ROOM_PATIENCE if name == "room" else 0)


class House(Locked):
    """The whole profile. Implements both `app.cli.keeper.Keeper` and `app.doors.Door`."""

    def __enter__(self) -> "House":
        return self

    def __exit__(self, *_: object) -> None:
        """Throw away the demo profiles that were made on the way."""
        self._scratch.close()

    # --- for commands

    def audit(self, folder: Path | None) -> "Audit":
        """Check the journal and the pages of both databases."""
        from app.keys import SigningKey
        from app.profile import HeadWitness, Profile
        from app.room.verify import Audit, audit
        from db.check import damaged_pages
        from db.journal_store import open_journal

        if folder is not None and folder != self.folder:
            return House(Profile(folder), self._texts, self._clock).audit(None)
        secrets = self._unlock(make=False)
        if not self._profile.room_file.exists():
            raise UserError(Said("profile-no-room", {"path": str(self.folder)}))
        pages = damaged_pages(self._profile.room_file, secrets.database)
        if self._profile.posts_file.exists():
            pages += damaged_pages(self._profile.posts_file, secrets.database)
        try:
            store = open_journal(self._profile.room_file, secrets.database, readonly=True)
        except FenghuoError as error:
            return Audit(0, "", (*pages, error.said))
        try:
            found = audit(store, HeadWitness(self._profile.witness_file, SigningKey(secrets.device)))
        finally:
            store.close()
        return Audit(found.entries, found.head, (*pages, *found.findings))

    def make_demo(self, tell: Callable[[float], None]) -> None:
        """Make this profile, which must not exist yet, the demo's."""
        from app.demo.play import play
        from app.profile import DEMO_PASSPHRASE
        from db.post_store import open_posts

        secrets = self._profile.create(self._keyring, DEMO_PASSPHRASE, demo=True)
        self._secrets = secrets
        clock = ManualClock(self._clock.now())
        with self._lock("room"), self._lock("posts"):
            room = self._open_room(secrets, clock)
            posts = open_posts(self._profile.posts_file, secrets.database, readonly=False)
            try:
                play(
                    room, clock, posts, self.judge(), end=self._clock.now(), watches=self.watches(),
                    policy=self.policy(), progress=tell,
                )  # fmt: skip
            finally:
                posts.close()
                room.close()

    def picture(self, out: Path) -> Path:
        """A picture of the main window on this profile, made without a display."""
        from app.settings import FileSettings
        from ui import application

        house = self.open(None)
        settings = FileSettings(self._profile.settings_file)
        settings.language = self._texts.language
        return application.picture(house, settings, self._texts, out, clock=self._clock)

    def window(self, *, demo: bool) -> int:
        """Open the window; `demo` on a profile of its own that is thrown away after."""
        from app.settings import FileSettings
        from ui import application

        door = self._demo_house() if demo else self
        settings = FileSettings(door._profile.settings_file)
        if self._language_chosen:
            settings.language = self._texts.language
        texts = self._texts if settings.language == self._texts.language else Texts(settings.language)
        return application.run(door, settings, texts, clock=self._clock)

    # --- for the window

    def is_new(self) -> bool:
        """Whether there is no room here yet."""
        if not self._profile.exists() or not self._profile.room_file.exists():
            return True
        if self.locked_by_passphrase():
            return False
        from db.journal_store import open_journal

        store = open_journal(self._profile.room_file, self._unlock(make=False).database, readonly=True)
        try:
            return store.identity() is None or store.head() is None
        finally:
            store.close()

    def locked_by_passphrase(self) -> bool:
        """Whether `open` needs a passphrase from the person."""
        if self._secrets is not None or not self._profile.exists():
            return False
        file = self._profile.read()
        return file.lock == "passphrase" and not file.demo and _SECRET_ENV not in os.environ

    def needs_passphrase_for_new(self) -> bool:
        """Whether `create` needs one, because this computer has no keyring."""
        known = self._profile.exists() or _SECRET_ENV in os.environ
        return not known and not self._keyring.available()

    def create(self, name: str, zone: str, founder: "Founder", passphrase: str | None) -> "OpenHouse":
        """Make the profile, its room and first person."""
        if not self._profile.exists():
            given = passphrase or os.environ.get(_SECRET_ENV)
            self._secrets = self._profile.create(self._keyring, given)
        house = self.open(passphrase)
        try:
            house.room.found(name, zone, founder)
        except BaseException:
            house.posts.close()
            house.seen.close()
            house.room.close()
            raise
        return house

    def open(self, passphrase: str | None) -> "OpenHouse":
        """Open what is there, for a window: holds the room's lock until the room is closed."""
        from app.child import Child
        from app.doors import OpenHouse
        from db.seen_store import open_seen

        secrets = self._secrets or self._profile.unlock(self._keyring, passphrase or os.environ.get(_SECRET_ENV))
        self._secrets = secrets
        lock = self._lock("room")
        with ExitStack() as undoing:
            room = self._open_room(secrets, held=lock)
            undoing.callback(room.close)
            seen = open_seen(self._profile.room_file, secrets.database)
            undoing.callback(seen.close)
            posts = self._posts_to_read(secrets)
            undoing.pop_all()
        child = Child(self.folder, secrets, self._texts.language)
        demo = self._profile.read().demo
        sources, watches = self._sources(secrets), self.watches()
        return OpenHouse(
            room, posts, self.folder, demo, child, sources, watches, seen, self.moods(), self.scorer(), self.policy(),
            self.notices(),
        )  # fmt: skip

    def _posts_to_read(self, secrets: "Secrets") -> "PostStore":
        """The posts for reading only; their file is made, or brought up to date, where need be."""
        from db.post_store import open_posts

        try:
            return open_posts(self._profile.posts_file, secrets.database, readonly=True)
        except EnvironmentFault as fault:
            if fault.said.key not in ("db-missing", "db-older"):
                raise
        with self._lock("posts"):
            open_posts(self._profile.posts_file, secrets.database, readonly=False).close()
        return open_posts(self._profile.posts_file, secrets.database, readonly=True)

    def demo(self) -> "OpenHouse":
        """A throw-away profile with a worked crisis; it goes when the program ends."""
        return self._demo_house().open(None)

    def _demo_house(self) -> "House":
        from app.profile import Profile

        folder = Path(self._scratch.enter_context(throw_away()))
        house = House(Profile(folder / "demo"), self._texts, self._clock, language_chosen=self._language_chosen)
        house.make_demo(lambda share: None)
        return house


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 done, 1 refused or failed, 2 wrong usage."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # more threads cost numpy 50 ms at its start, for nothing
    speak_utf8(sys.stdout, sys.stderr, sys.stdin)
    argv = sys.argv[1:] if argv is None else argv
    texts = texts_for(argv)
    parser = words.build(texts, argv)
    args = parser.parse_args(argv)
    clock = SystemClock()
    try:
        with ExitStack() as scratch:
            secrets = secret_line(sys.stdin) if args.secret_on_stdin else None
            profile, chosen = profile_asked_for(args, scratch), bool(args.lang)
            house = scratch.enter_context(House(profile, texts, clock, secrets=secrets, language_chosen=chosen))
            return dispatch(args, Console(house, texts, clock, sys.stdin, sys.stdout, sys.stderr), parser)
    except FenghuoError as error:
        print(texts.error(error), file=sys.stderr)
    except KeyboardInterrupt:
        print(texts("cli-interrupted"), file=sys.stderr)
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


if __name__ == "__main__":
    sys.exit(main())
