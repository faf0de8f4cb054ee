"""A small web server on loopback, for tests of what fetches: it says what it is told to, well or badly."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Page = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """What the server shows. `asked` has the path and headers of each request, in order."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.port = server.server_address[1]

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def show(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Shows `body` at `path`; gives its address. Headers as keywords, "_" for "-"."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = lambda request: say(request, 200, data, {"Content-Type": kind, **named})
        return self.url(path)

    def send_to(self, path: str, target: str, status: int = 302) -> str:
        self.pages[path] = lambda request: say(request, status, b"", {"Location": target})
        return self.url(path)

    def refuse(self, path: str, status: int, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = lambda request: say(request, status, b"no", named)
        return self.url(path)

    def show_versioned(self, path: str, body: str, etag: str, kind: str = "application/rss+xml") -> str:
        """Shows `body`, and "not modified" to whoever has this version."""

        def page(request: BaseHTTPRequestHandler) -> None:
            if request.headers.get("If-None-Match") == etag:
                say(request, 304, b"", {"ETag": etag})
            else:
                say(request, 200, body.encode(), {"ETag": etag, "Content-Type": kind})

        self.pages[path] = page
        return self.url(path)

    def drip(self, path: str, seconds: float) -> str:
        """Sends one byte every tenth of a second."""

        def page(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.end_headers()
            for _ in range(int(seconds * 10)):
                try:
                    request.wfile.write(b".")
                    request.wfile.flush()
                except OSError:
                    return
                time.sleep(0.1)

        self.pages[path] = page
        return self.url(path)

    def flood(self, path: str) -> str:
        """Sends without end."""

        def page(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.end_headers()
            try:
                while True:
                    request.wfile.write(b"x" * 65_536)
            except OSError:
                return

        self.pages[path] = page
        return self.url(path)

    def bomb(self, path: str, size: int = 200_000_000) -> str:
        """Sends `size` bytes packed into a thousandth."""
        packed = gzip.compress(b"\0" * size, 9)
        return self.show(path, packed, Content_Encoding="gzip")


def say(request: BaseHTTPRequestHandler, status: int, body: bytes, headers: Mapping[str, str]) -> None:
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name, value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


@contextmanager
def serving() -> Iterator[Site]:
    """A server of its own, gone afterwards."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            page = site.pages.get(self.path)
            if page is None:
                say(self, 404, b"nothing", {})
            else:
                page(self)

        def log_message(self, format: str, *args: object) -> None:
            """A test's output is its own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
