"""A mail server for tests: just enough SMTP to take a message."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from assay.kit.config import Config


@dataclass
class PostOffice:
    """A mail server; `taken` are the messages that it took, with their recipients."""

    port: int
    taken: list[tuple[str, str]] = field(default_factory=list)

    def used_by(self, settings: Config) -> Config:
        """The same settings with this mail server."""
        return replace(settings, smtp_host="127.0.0.1", smtp_port=self.port, smtp_security="none")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    office: PostOffice


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self._say("220 post")
        recipient, lines, in_data = "", list[str](), False
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            if in_data:
                if line == ".":
                    self.server.office.taken.append((recipient, "\n".join(lines)))
                    in_data = False
                    self._say("250 taken")
                else:
                    lines.append(line)
            elif line.upper().startswith("DATA"):
                in_data = True
                self._say("354 go on")
            elif line.upper().startswith("QUIT"):
                self._say("221 bye")
                return
            else:
                if line.upper().startswith("RCPT TO:"):
                    recipient = line[8:].strip(" <>")
                self._say("250 fine")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Opens one for as long as a test runs."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.office = PostOffice(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.office
        server.shutdown()
        thread.join(5)
