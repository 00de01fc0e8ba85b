"""Slack's client over lines that stay open for the next call."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from slack_sdk.errors import SlackApiError

from supervisionbot.adapters.slack_client import KeptClient
from tests.conftest import TOKEN, Clock


@dataclass
class Answering:
    """How a plain web server answers, and how many lines were opened to it."""

    url: str = ""
    lines: int = 0
    status: int = 200
    body: bytes = b'{"ok": true, "channel": "D1", "ts": "1.0"}'
    headers: dict[str, str] = field(default_factory=dict)
    hangs_up: bool = False
    hung_up: Event = field(default_factory=Event)


@contextmanager
def web_server(answering: Answering, certificate: Path | None = None) -> Iterator[None]:
    """A web server on this machine while entered, over TLS where it has a certificate (with its key in one file)."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            answering.lines += 1

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(answering.status)
            for name, value in {**answering.headers, "Content-Length": str(len(answering.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answering.body)
            # Without a word of it beforehand.
            self.close_connection = answering.hangs_up

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def shutdown_request(self, request: Any) -> None:
            super().shutdown_request(request)
            answering.hung_up.set()

    with Server(("127.0.0.1", 0), Handler) as server:
        answering.url = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}/api/"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        serving = Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        try:
            yield
        finally:
            server.shutdown()
            serving.join()


@pytest.fixture
def answering() -> Iterator[Answering]:
    made = Answering()
    with web_server(made):
        yield made


@pytest.fixture
def client(answering: Answering, clock: Clock) -> Iterator[KeptClient]:
    made = KeptClient(TOKEN, now=clock.now, base_url=answering.url, retry_handlers=[])
    yield made
    made.hang_up()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of this machine, signed by itself, with its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now, here = datetime.now(UTC), x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    signed = made.add_extension(here, critical=True).sign(key, hashes.SHA256())
    kept = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path / "certificate.pem"
    file.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + kept)
    return file


def post(client: KeptClient) -> str:
    return str(client.chat_postMessage(channel="U1", text="How was it?")["ts"])


def test_calls_in_a_row_share_a_line(client: KeptClient, answering: Answering) -> None:
    assert [post(client) for _ in range(3)] == ["1.0"] * 3
    assert answering.lines == 1


def test_an_older_line_is_not_trusted(client: KeptClient, answering: Answering, clock: Clock) -> None:
    post(client)
    clock.time += timedelta(seconds=10)
    post(client)

    assert answering.lines == 2


def test_a_line_that_the_other_side_closed_is_not_used(client: KeptClient, answering: Answering) -> None:
    answering.hangs_up = True
    post(client)
    answering.hung_up.wait()
    post(client)

    assert answering.lines == 2


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_error_is_told_as_slacks_own_client_tells_it(client: KeptClient, answering: Answering, status: int) -> None:
    answering.status, answering.headers = status, {"Retry-After": "30"}
    answering.body = b'{"ok": false, "error": "ratelimited"}'
    with pytest.raises(SlackApiError) as raised:
        post(client)

    assert raised.value.response.status_code == status
    assert raised.value.response.headers["Retry-After"] == "30"
    assert raised.value.response["error"] == "ratelimited"


def test_over_tls_a_line_is_kept_as_well(certificate: Path, clock: Clock) -> None:
    made = Answering()
    with web_server(made, certificate):
        client = KeptClient(TOKEN, now=clock.now, base_url=made.url, retry_handlers=[])
        assert client.ssl
        client.ssl.load_verify_locations(certificate)

        assert [post(client) for _ in range(3)] == ["1.0"] * 3
        assert made.lines == 1

        client.hang_up()


def test_a_server_whose_certificate_nobody_vouches_for_hears_nothing(certificate: Path, clock: Clock) -> None:
    made = Answering()
    with web_server(made, certificate):
        client = KeptClient(TOKEN, now=clock.now, base_url=made.url, retry_handlers=[])
        with pytest.raises(ssl.SSLCertVerificationError):
            post(client)

    assert made.lines == 0
