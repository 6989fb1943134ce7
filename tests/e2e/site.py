# SPDX-License-Identifier: Apache-2.0
"""A small web site on loopback, with ETags, for programs in processes of their own.

Used by the end-to-end tests of the collector. The trap: it answers from a thread, so close it before the test ends.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from xml.sax.saxutils import escape


class Page:
    """What stands at an address: a body, or another status with headers."""

    def __init__(
        self, body: bytes = b"", *, status: int = 200, kind: str = "application/xml", **headers: str
    ) -> None:
        self.body, self.status, self.kind = body, status, kind
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Site:
    """Pages by path; `asked` is every (path, status) answered."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, int]] = []

    def feed(self, path: str, *posts: str, title: str = "舆情源") -> str:
        """An RSS feed of these posts; its address."""
        items = "".join(
            f"<item><title>{escape(text[:20])}</title><link>{self.address}{path}#{n}</link>"
            f'<guid isPermaLink="false">{path}-{n}-{escape(text)}</guid>'
            f"<pubDate>Thu, 19 Nov 2026 05:{n % 60:02}:00 +0000</pubDate>"
            f"<description>{escape(f'<p>{escape(text)}</p>')}</description></item>"
            for n, text in enumerate(posts)
        )
        rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
        self.pages[path] = Page(rss.encode())
        return self.address + path


@contextmanager
def site() -> Iterator[Site]:
    """One that is up."""

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            page = made.pages.get(self.path, Page(b"nothing here", status=404, kind="text/plain"))
            mark = f'"{hashlib.sha256(page.body).hexdigest()[:16]}"'
            same = page.status == 200 and self.headers.get("If-None-Match") == mark
            status = 304 if same else page.status
            made.asked.append((self.path, status))
            self.send_response(status)
            for name, value in {"ETag": mark, "Content-Type": page.kind, **page.headers}.items():
                self.send_header(name, value)
            if not same:
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            if not same:
                self.wfile.write(page.body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on the test's output."""

    class Server(ThreadingHTTPServer):
        daemon_threads = False

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up in the middle is what some tests are about."""

    server = Server(("127.0.0.1", 0), Answering)
    made = Site(server.server_address[1])
    thread = Thread(target=server.serve_forever, name="site")
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
