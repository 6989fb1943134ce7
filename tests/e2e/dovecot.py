# SPDX-License-Identifier: Apache-2.0
"""A real IMAP server for one test: Debian's dovecot on a free port of this machine, as an ordinary user.

Used by test_imap.py. The trap: sockets have short paths, and the user `nobody` may not enter pytest's folders, so the
server lives in a folder of its own, which goes with it.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PROGRAM: Final = Path("/usr/sbin/dovecot")
USER: Final = "alerts@example.org"
PASSWORD: Final = "Geheim 烽火"
_SETTINGS: Final = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
default_client_limit = 100
mail_location = maildir:{folder}/mail
auth_mechanisms = plain
auth_failure_delay = 0
passdb {{
  driver = passwd-file
  args = scheme=plain username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """A server with one user and one mailbox. `tls_port` speaks TLS at once, `port` plainly or by STARTTLS."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mail = folder / "mail"
        self.certificate = folder / "cert.pem"
        self.port, self.tls_port = _free_ports(2)
        self._process: subprocess.Popen[bytes] | None = None
        self._delivered = 0
        owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self._owner = owner
        for name in ("run", "state", "home", "mail", "mail/cur", "mail/new", "mail/tmp"):
            (folder / name).mkdir(mode=0o700)
        _write_certificate(folder)
        (folder / "users").write_text(f"{USER}:{PASSWORD}\n", "utf-8")
        settings = _SETTINGS.format(
            folder=folder,
            user=owner.pw_name,
            group=_group_name(owner.pw_gid),
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            port=self.port,
            tls_port=self.tls_port,
        )
        (folder / "dovecot.conf").write_text(settings, "utf-8")
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid)

    def start(self) -> None:
        """Starts it and waits until it answers."""
        other: dict[str, Any] = {}
        if os.geteuid() == 0:
            other = {"user": self._owner.pw_uid, "group": self._owner.pw_gid, "extra_groups": []}
        self._process = subprocess.Popen(
            [PROGRAM, "-F", "-c", self.folder / "dovecot.conf"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            start_new_session=True,
            **other,
        )
        until = time.monotonic() + 20
        while not self._answers():
            if time.monotonic() > until or self._process.poll() is not None:
                log = self.folder / "log"
                raise AssertionError(log.read_text("utf-8") if log.exists() else "dovecot did not start")
            time.sleep(0.05)

    def stop(self) -> None:
        """Ends it and everything it started."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return  # as it should be: nothing was left

    def deliver(self, mail: bytes, *, at: datetime | None = None, folder: str = "") -> None:
        """Puts a mail into the mailbox, as a mail server does. `at` is when it came (aware; now by default)."""
        self._delivered += 1
        name = f"{1_790_000_000 + self._delivered}.{self._delivered}.host"
        path = (self.mail / folder if folder else self.mail) / "new" / name
        path.write_bytes(mail)
        os.chown(path, self._owner.pw_uid, self._owner.pw_gid)
        if at is not None:
            os.utime(path, (at.timestamp(), at.timestamp()))

    def make_folder(self, name: str) -> None:
        """Makes another folder of the mailbox. `name` is in modified UTF-7."""
        for inside in ("", "cur", "new", "tmp"):
            path = self.mail / f".{name}" / inside
            path.mkdir(mode=0o700)
            os.chown(path, self._owner.pw_uid, self._owner.pw_gid)

    def renumber(self) -> None:
        """Gives the mailbox another UIDVALIDITY and its mails new UIDs, as a restored server does."""
        numbers = self.mail / "dovecot-uidlist"
        old = numbers.read_text("utf-8").split()[1]
        assert old.startswith("V")
        self.stop()
        for path in self.mail.glob("dovecot.index*"):
            path.unlink()
        numbers.write_text(f"3 V{int(old[1:]) + 1} N1\n", "utf-8")
        self.start()

    def files(self) -> list[str]:
        """Which mail files there are, with the flags in their names."""
        return sorted(path.name for inside in ("new", "cur") for path in (self.mail / inside).iterdir())

    def log(self) -> str:
        """What it has written down."""
        return (self.folder / "log").read_text("utf-8")

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.settimeout(5)
                return connection.recv(4) == b"* OK"
        except OSError:
            return False


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """A server that is gone, with its folder, when the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="fh-imap-"))
    try:
        server = Dovecot(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _group_name(number: int) -> str:
    import grp

    return grp.getgrgid(number).gr_name


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def _write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(secret)
