# SPDX-License-Identifier: Apache-2.0
"""Encrypted connections and proxies: whom the collector trusts, and what it leaves to the proxy."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.errors import Said
from app.posts.sources.port import SourceFault
from tests.unit.posts.collecting.loopback import Asked, Names, Site, page, reaching
from tests.unit.posts.collecting.test_http import no_proxies

__all__ = ["no_proxies"]
pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.usefixtures("no_proxies")]


def _certificate(folder: Path, name: str, *, days: int = 30) -> tuple[ssl.SSLContext, Path]:
    """A server's context with a self-signed certificate for `name`, and where the certificate lies."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    file.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, file


def test_an_encrypted_page_is_read_from_whom_one_trusts(tmp_path: Path) -> None:
    server, file = _certificate(tmp_path, "public.test")
    told: list[str | None] = []
    server.sni_callback = lambda _socket, name, _context: told.append(name)

    async def ask() -> None:
        trusting = lambda: ssl.create_default_context(cafile=file)  # noqa: E731
        async with reaching(tls=trusting) as (_, reach), Site(tls=server) as site:
            site.pages["/"] = page(b"x" * 300_000)
            for _ in range(3):
                assert len((await reach.get(site.url("/", "public.test"))).body) == 300_000
            assert (site.connections, told) == (1, ["public.test"])
            assert site.asked[0].headers["host"] == f"public.test:{site.port}"
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url("/", "elsewhere.test"))
            assert fault.value.said.args["why"] == Said("fetch-why-other-name")

    asyncio.run(ask())


@pytest.mark.parametrize(("days", "why"), [(30, "fetch-why-self-signed"), (-1, "fetch-why-expired")])
def test_a_certificate_nobody_vouches_for_is_refused(tmp_path: Path, days: int, why: str) -> None:
    server, file = _certificate(tmp_path, "public.test", days=days)

    async def ask() -> None:
        trusting = (lambda: ssl.create_default_context(cafile=file)) if days < 0 else None
        async with reaching(tls=trusting) as (_, reach), Site(tls=server) as site:
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url("/", "public.test"))
            assert fault.value.said == Said("fetch-certificate", {"host": "public.test", "why": Said(why)})
            assert site.asked == []

    asyncio.run(ask())


def test_encryption_asked_of_one_who_does_not_speak_it() -> None:
    async def ask() -> None:
        async with reaching(connect=0.3) as (site, reach):
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url().replace("http:", "https:"))
            assert fault.value.said.key in ("fetch-tls", "fetch-no-connection")

    asyncio.run(ask())


class _NoNames(Names):
    """Where a proxy looks names up, the collector must not."""

    async def __call__(self, host: str, port: int) -> list[object]:  # type: ignore[override]
        raise AssertionError(host)


def test_a_proxy_gets_the_name_and_nobody_here_looks_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> None:
        async with Site() as proxy, reaching(names=_NoNames()) as (site, reach):
            monkeypatch.setenv("http_proxy", f"http://me:pass@127.0.0.1:{proxy.port}")
            monkeypatch.setenv("https_proxy", f"127.0.0.1:{proxy.port}")
            proxy.pages["http://blocked.test/feed"] = page(b"through")
            answer = await reach.get("http://blocked.test/feed?q=1")
            assert (answer.body, answer.url) == (b"through", "http://blocked.test/feed?q=1")
            assert proxy.asked[0].path == "http://blocked.test/feed?q=1"
            assert proxy.asked[0].headers["proxy-authorization"] == "Basic bWU6cGFzcw=="

            proxy.pages["blocked.test:443"] = page(status=502)
            with pytest.raises(SourceFault) as fault:
                await reach.get("https://blocked.test/feed")
            assert fault.value.said.key == "fetch-proxy"
            assert (proxy.asked[1].method, proxy.asked[1].path) == ("CONNECT", "blocked.test:443")
            proxy.pages["blocked.test:443"] = page(status=407)
            with pytest.raises(SourceFault) as fault:
                await reach.get("https://blocked.test/feed")
            assert fault.value.said.key == "fetch-proxy-login"

            site.pages["/"] = page(b"near")
            assert (await reach.get(site.url())).body == b"near"  # this machine is never asked for through a proxy
            proxy.redirect("http://blocked.test/in", "http://192.168.1.1/")
            with pytest.raises(SourceFault) as fault:
                await reach.get("http://blocked.test/in")
            assert fault.value.said.key == "fetch-private"

    asyncio.run(ask())


def test_a_tunnel_through_a_proxy_is_encrypted_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server, file = _certificate(tmp_path, "blocked.test")

    async def ask() -> None:
        trusting = lambda: ssl.create_default_context(cafile=file)  # noqa: E731
        async with (
            Site(tls=server) as far,
            Site() as proxy,
            reaching(names=_NoNames(), tls=trusting) as (_, reach),
        ):

            async def tunnel(asked: Asked) -> None:
                await asked.say(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await _joined(asked, far.port)

            proxy.pages["blocked.test:443"] = tunnel
            far.pages["/feed"] = page(b"far")
            monkeypatch.setenv("all_proxy", f"http://127.0.0.1:{proxy.port}")
            assert (await reach.get("https://blocked.test/feed")).body == b"far"
            assert far.asked[0].headers["host"] == "blocked.test"

    asyncio.run(ask())


async def _joined(asked: Asked, port: int) -> None:
    """Carries bytes both ways until either side ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    near = asked.reader

    async def carry(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(65_536):
            sink.write(data)
            await sink.drain()

    carriers = [asyncio.create_task(carry(near, writer)), asyncio.create_task(carry(reader, asked.writer))]
    try:
        await asyncio.wait(carriers, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for carrier in carriers:
            carrier.cancel()
        await asyncio.gather(*carriers, return_exceptions=True)
        writer.transport.abort()
        asked.writer.transport.abort()


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "http://", "http://host:99999"])
def test_a_proxy_of_another_kind_is_named(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> None:
        monkeypatch.setenv("all_proxy", proxy)
        async with reaching() as (_, reach):
            with pytest.raises(SourceFault) as fault:
                await reach.get("http://public.test/")
            assert fault.value.said.key == "fetch-proxy-kind"

    asyncio.run(ask())


def test_a_host_named_in_no_proxy_is_asked_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> None:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
        monkeypatch.setenv("no_proxy", "inner.test")
        async with reaching() as (site, reach):
            site.pages["/"] = page(b"x")
            assert (await reach.get(site.url("/", "inner.test"))).body == b"x"

    asyncio.run(ask())
