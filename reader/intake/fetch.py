"""The door to the network, the only one of the intake.

An answer is asked for by GET over http or https, at an address that was looked up and checked here: a host that
resolves to a private, loopback or link-local address is not asked, unless the person typed it or allowed it.
Redirects are followed by hand, so that each hop passes the same check, and the connection goes to the very
address that was checked. Through a proxy too: it is told that address. A name that only the proxy can look up is
left to it, but for those that mean one's own network. No cookie, no referrer, no password from the environment.
Time, size (unpacked) and redirects are bounded.
"""

from __future__ import annotations

import asyncio
import socket
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Thread
from typing import TYPE_CHECKING

import reader
from reader.domain.clean import clean_line
from reader.domain.errors import FetchError
from reader.intake.addresses import is_public, is_public_name
from reader.intake.failures import failure
from reader.intake.inflate import ENCODINGS, read_bounded
from reader.intake.proxies import proxy_for
from reader.intake.refusals import refusal, seconds_to_wait

if TYPE_CHECKING:
    import httpx

PAGES = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"
FEEDS = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_TICK = 0.1  # seconds
_TRIES = 3  # addresses of one host that are tried


@dataclass(frozen=True, slots=True)
class Limits:
    """How servers are asked."""

    user_agent: str = ""  # "": Glosse and its version
    allow_hosts: frozenset[str] = frozenset()  # may be asked although their address is private
    seconds: float = 20.0  # for one answer, with its redirects
    size: int = 10_000_000  # bytes of one answer, unpacked
    redirects: int = 5
    parallel: int = 8  # hosts asked at the same time
    proxy: str = ""  # see `proxies.proxy_for`


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for."""

    url: str
    etag: str = ""
    modified: str = ""
    accept: str = PAGES
    typed: bool = False  # the person named the address: it may be a private one
    login: tuple[str, str] | None = None  # name and password, for this host alone


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: with status 304 nothing has changed and `data` is empty."""

    url: str  # where it was found
    status: int
    data: bytes = b""
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    moved: str = ""  # the address to ask at from now on, "" for the same


@dataclass(frozen=True, slots=True)
class _Hop:
    """Where a request stands: the address now, and what the way there allows."""

    url: httpx.URL
    moved: str = ""
    permanent: bool = True  # all redirects so far


def get(wish: Wish, limits: Limits, cancelled: Callable[[], bool] = lambda: False) -> Answer:
    """Asks for one thing and waits; for use where no event loop runs.

    Args:
        cancelled: asked every tenth of a second; the answer is given up when it says yes.

    Raises:
        FetchError: it did not come; one sentence says why.
    """

    async def once() -> Answer:
        async with Fetcher(limits) as fetcher:
            task = asyncio.create_task(fetcher.get(wish))
            while not (await asyncio.wait({task}, timeout=_TICK))[0]:
                if cancelled():
                    task.cancel()
                    raise FetchError("The fetch was called off.")
            return task.result()

    return asyncio.run(once())


class Fetcher:
    """Asks many servers at once, each host over one connection at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._transports: dict[str, httpx.AsyncHTTPTransport] = {}  # by their proxies, "" for none
        self._slots = asyncio.Semaphore(limits.parallel)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._agent = limits.user_agent or f"Glosse/{reader.__version__} (a news reader for the terminal)"

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(self, *_: object) -> None:
        for transport in self._transports.values():
            await transport.aclose()

    def _transport(self, proxy: str) -> httpx.AsyncHTTPTransport:
        import httpx

        if proxy not in self._transports:
            # A connection kept open is known by its address alone and could answer for another host there.
            limits = httpx.Limits(max_keepalive_connections=0)
            try:
                made = httpx.AsyncHTTPTransport(limits=limits, proxy=proxy or None)
            except (ImportError, ValueError, httpx.InvalidURL) as error:  # rather no answer than past the proxy
                kind = clean_line(proxy.partition(":")[0])[:20]
                raise FetchError(
                    f"A proxy of the kind “{kind}” is not spoken to; http and https are."
                ) from error
            self._transports[proxy] = made
        return self._transports[proxy]

    async def get(self, wish: Wish) -> Answer:
        """The answer to `wish`; 200 or 304.

        Raises:
            FetchError: anything else.
        """
        start = _parsed(wish.url)
        turn = self._hosts.setdefault(start.host, asyncio.Semaphore(1))
        async with turn, self._slots:
            try:
                async with asyncio.timeout(self._limits.seconds):
                    return await self._follow(wish, start)
            except TimeoutError as error:
                raise FetchError(
                    f"{start.host} did not answer within {self._limits.seconds:g} seconds."
                ) from error

    async def _follow(self, wish: Wish, start: httpx.URL) -> Answer:
        hop = _Hop(start)
        for _ in range(self._limits.redirects + 1):
            response = await self._ask(wish, hop.url, start)
            try:
                if response.status_code not in _REDIRECTS:
                    return await self._answer(response, hop)
                hop = _next(hop, response)
            finally:
                await response.aclose()
        raise FetchError(f"{start.host} sends from one address to the next without end.")

    async def _ask(self, wish: Wish, url: httpx.URL, start: httpx.URL) -> httpx.Response:
        """The response of `url`, its body not read yet."""
        import httpx

        request_headers = self._headers(wish, url, start)
        error: Exception | None = None
        proxy = proxy_for(url.scheme, url.host, self._limits.proxy)
        for address in (await self._addresses(wish, url, start, proxy))[:_TRIES]:
            request = httpx.Request(
                "GET",
                url.copy_with(host=address),
                headers=request_headers,
                extensions={"sni_hostname": url.host, "timeout": dict.fromkeys(("connect", "read", "write"))},
            )
            try:
                return await self._transport(proxy).handle_async_request(request)
            except httpx.TransportError as failed:
                error = failed
        raise FetchError(failure(url.host, error, bool(proxy))) from error

    def _headers(self, wish: Wish, url: httpx.URL, start: httpx.URL) -> dict[str, str]:
        headers = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self._agent,
            "Accept": wish.accept,
            "Accept-Encoding": ENCODINGS,
        }
        if wish.etag:
            headers["If-None-Match"] = wish.etag
        if wish.modified:
            headers["If-Modified-Since"] = wish.modified
        if wish.login and (url.scheme, url.netloc) == (start.scheme, start.netloc):
            headers["Authorization"] = "Basic " + b64encode(":".join(wish.login).encode()).decode()
        return headers

    async def _addresses(self, wish: Wish, url: httpx.URL, start: httpx.URL, proxy: str) -> list[str]:
        """The addresses of the host, once they are known to be allowed; its name where only the proxy knows them."""
        host = url.host
        addresses = await _look_up(host)
        if not addresses and proxy and is_public_name(host):
            return [host]
        if not addresses:
            raise FetchError(f"There is no host “{clean_line(host)}”, or no way to it.")
        free = host in self._limits.allow_hosts or (wish.typed and host == start.host)
        if not free and (private := next((a for a in addresses if not is_public(a)), "")):
            raise FetchError(
                f"{clean_line(host)} lies in a private network ({private}) and was not asked. "
                "If it is yours, name it in allow_hosts, in the [fetch] part of the settings."
            )
        return addresses

    async def _answer(self, response: httpx.Response, hop: _Hop) -> Answer:
        import httpx

        host, headers, status = clean_line(hop.url.host), response.headers, response.status_code
        if status not in (200, 304):
            raise FetchError(refusal(host, status), status, seconds_to_wait(headers.get("retry-after", "")))
        try:
            data = b""
            if status == 200:
                encoding = headers.get("content-encoding", "")
                data = await read_bounded(response.aiter_raw(), encoding, self._limits.size, host)
        except httpx.TransportError as error:
            raise FetchError(failure(host, error)) from error
        return Answer(
            url=str(hop.url),
            status=status,
            data=data,
            content_type=clean_line(headers.get("content-type", "")),
            etag=headers.get("etag", ""),
            modified=headers.get("last-modified", ""),
            moved=hop.moved,
        )


async def _look_up(host: str) -> list[str]:
    """The addresses of a host, [] for none. A look-up cannot be called off: nobody waits for its thread."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def tell(found: list[str]) -> None:
        if not answer.done():
            answer.set_result(found)

    def look() -> None:
        try:
            entries = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            entries = []
        with suppress(RuntimeError):  # the loop is closed: the fetch was called off
            loop.call_soon_threadsafe(tell, list(dict.fromkeys(str(entry[4][0]) for entry in entries)))

    Thread(target=look, daemon=True).start()
    return await answer


def _parsed(address: str) -> httpx.URL:
    """An address that can be asked, without what it may say of a name and a password."""
    import httpx

    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchError(f"“{clean_line(address)[:80]}” is no address.") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(f"“{clean_line(address)[:80]}” is no address that starts with http:// or https://.")
    return url.copy_with(username=None, password=None, fragment=None)


def _next(hop: _Hop, response: httpx.Response) -> _Hop:
    """Where a redirect leads."""
    location = response.headers.get("location", "")
    if not location:
        raise FetchError(f"{clean_line(hop.url.host)} sends elsewhere without saying where.")
    url = _parsed(str(hop.url.join(_parsed_location(location, hop))))
    permanent = hop.permanent and response.status_code in _PERMANENT
    return replace(hop, url=url, permanent=permanent, moved=str(url) if permanent else hop.moved)


def _parsed_location(location: str, hop: _Hop) -> httpx.URL:
    import httpx

    try:
        return httpx.URL(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"{clean_line(hop.url.host)} sends to what is no address.") from error
