"""Fetching a file from an address that a person typed, without lending them the network of the server."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

import httpx

from assay.exchange.formats.sniffing import EXTENSIONS
from assay.exchange.uploads import EXTENSION_OF
from assay.kit.errors import BadInput, TooLarge

MAX_REDIRECTS = 5
TOTAL_SECONDS = 120
TIMEOUT = httpx.Timeout(20, connect=10)
PIECE = 1 << 18

_REDIRECTS = frozenset({301, 302, 303, 307, 308})

# What an address without a telling name gives, by the type that its server announces.
_EXTENSIONS = {**EXTENSION_OF, "application/x-ndjson": ".jsonl"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file on its way: its name, and its bytes piece by piece."""

    name: str
    pieces: Iterator[bytes]


@contextmanager
def fetch(address: str, *, largest: int, allow_private: bool) -> Iterator[Fetched]:
    """Opens the file at an http or https address. Raises BadInput about the field `url`, TooLarge.

    The name is looked up once and the connection goes to exactly the address that was checked, after every redirect
    anew, so that a name which changes its mind leads nowhere else.
    """
    until = time.monotonic() + TOTAL_SECONDS
    url = parsed(address)
    # Proxies of the environment are not used: behind one, nothing could be said about where a request ends.
    with httpx.Client(timeout=TIMEOUT, trust_env=False, follow_redirects=False) as client:
        for _ in range(MAX_REDIRECTS + 1):
            try:
                with _sent(client, url, allow_private) as answer:
                    if answer.status_code in _REDIRECTS:
                        url = parsed(str(url.join(answer.headers.get("location", ""))))
                        continue
                    if answer.status_code != 200:
                        raise _refusal(f"answers with status {answer.status_code}.", "Open it in a browser first.")
                    yield Fetched(_name(url, answer), _pieces(answer, largest, until))
                    return
            except httpx.TimeoutException:
                raise _refusal("did not answer in time.", "Try again, or upload the file.") from None
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise _refusal(f"cannot be reached: {error}.", "Check the address, or upload the file.") from None
    raise _refusal("is redirected again and again.", "Use the address where the file really is.")


def parsed(address: str) -> httpx.URL:
    """An address that a person typed; raises BadInput about the field `url`."""
    try:
        url = httpx.URL(address.strip())
    except httpx.InvalidURL:
        raise _refusal("is not an address.", "Write it like https://example.org/tasks.json.") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise _refusal("is not an http or https address.", "Write it like https://example.org/tasks.json.")
    return url


@contextmanager
def _sent(client: httpx.Client, url: httpx.URL, allow_private: bool) -> Iterator[httpx.Response]:
    """The answer of the machine that the name stands for now, which is asked by number and proves the name by TLS."""
    target, asked = addressed(url, allow_private)
    request = client.build_request(
        "GET",
        target,
        headers={"Accept-Encoding": "identity", "User-Agent": "Assay", **asked.headers},
        extensions=asked.extensions,
    )
    answer = client.send(request, stream=True)
    try:
        yield answer
    finally:
        answer.close()


@dataclass(frozen=True, slots=True)
class Asked:
    """By which name the machine at an address is asked: what it proves by TLS, and what it looks up its site by."""

    headers: dict[str, str]
    extensions: dict[str, str]


def addressed(url: httpx.URL, allow_private: bool) -> tuple[httpx.URL, Asked]:
    """The address by number of the machine that a name stands for now. Raises BadInput about the field `url`."""
    asked = Asked({"Host": url.netloc.decode("ascii")}, {"sni_hostname": url.raw_host.decode("ascii")})
    return url.copy_with(host=checked_address(url, allow_private)), asked


def checked_address(url: httpx.URL, allow_private: bool) -> str:
    """The number of a machine that may be asked."""
    try:
        found = socket.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _refusal(f'names the unknown host "{url.host}".', "Check the address.") from None
    addresses = [ipaddress.ip_address(str(row[4][0]).split("%")[0]) for row in found]
    if not allow_private and not all(map(is_public, addresses)):
        message = "leads into a private network, which this server does not reach into."
        raise _refusal(message, "Let the administrator set ASSAY_ALLOW_PRIVATE_URLS=1, or use another address.")
    # IPv4 first: many servers have an IPv6 address of their own and no way out with it.
    return str(min(addresses, key=lambda address: address.version))


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address belongs to the open internet, also where it carries another one inside of it."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


def _pieces(answer: httpx.Response, largest: int, until: float) -> Iterator[bytes]:
    taken = 0
    for piece in answer.iter_raw(PIECE):
        taken += len(piece)
        if taken > largest:
            raise TooLarge(
                f"The file at this address is larger than {largest // 1_000_000} MB, the most that is taken."
            )
        if time.monotonic() > until:
            raise _refusal(f"did not send the file within {TOTAL_SECONDS} seconds.", "Upload the file instead.")
        yield piece


def _name(url: httpx.URL, answer: httpx.Response) -> str:
    name = PurePosixPath(unquote(url.path)).name or url.host
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if PurePosixPath(name).suffix.lower() not in EXTENSIONS:
        name += _EXTENSIONS.get(kind, "")
    return name.replace("\x00", "")


def _refusal(message: str, fix: str) -> BadInput:
    return BadInput.field("url", message, fix)
