"""The language server that editors run for YAML (npm: yaml-language-server), as a test speaks to it: JSON-RPC over its standard streams."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from typing import TYPE_CHECKING, Any

import pytest
from browser import need
from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERVER = ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
_SECONDS = 60
# Only the schema that the file itself names: no list of schemas is fetched from anywhere.
_SETTINGS = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}


class LanguageServer:
    """A running server; documents are opened in it one after the other."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self.answers: dict[int, Any] = {}
        self.diagnosed: dict[str, list[Any]] = {}
        self.sent = 0
        threading.Thread(target=self._read, daemon=True).start()
        capabilities = {"workspace": {"configuration": True}, "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
        self.request("initialize", {"processId": None, "rootUri": ROOT.as_uri(), "capabilities": capabilities})
        self.notify("initialized", {})
        self.notify("workspace/didChangeConfiguration", {"settings": _SETTINGS})

    def problems(self, file: Path) -> list[tuple[int, str]]:
        """Open a file and return the line and the message of everything that the server marks in it."""
        uri = self.open(file)
        self._until(lambda: uri in self.diagnosed)
        return sorted((each["range"]["start"]["line"] + 1, each["message"]) for each in self.diagnosed[uri])

    def completions(self, file: Path, line: int, column: int) -> list[str]:
        """What the server proposes at a place of a file, which counts from 0."""
        place = {"textDocument": {"uri": self.open(file)}, "position": {"line": line, "character": column}}
        found = self.request("textDocument/completion", place)
        return [each["label"] for each in (found["items"] if isinstance(found, dict) else found or [])]

    def open(self, file: Path) -> str:
        """Open a file as an editor does; its address."""
        uri = file.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": file.read_text(encoding="utf-8")}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def request(self, method: str, told: dict[str, Any]) -> Any:
        self.sent += 1
        number = self.sent
        self._send({"id": number, "method": method, "params": told})
        self._until(lambda: number in self.answers)
        return self.answers.pop(number)

    def notify(self, method: str, told: dict[str, Any]) -> None:
        self._send({"method": method, "params": told})

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            self.inbox.put(json.loads(stream.read(length)))

    def _until(self, done: Any) -> None:
        """Take what the server says, and answer what it asks, until something has come."""
        while not done():
            message = self.inbox.get(timeout=_SECONDS)
            method, number = message.get("method"), message.get("id")
            if method is None:
                assert number is not None
                assert "error" not in message, message
                self.answers[number] = message["result"]
            elif number is not None:
                self._send({"id": number, "result": self._asked(method, message.get("params") or {})})
            elif method == "textDocument/publishDiagnostics":
                self.diagnosed[message["params"]["uri"]] = message["params"]["diagnostics"]

    def _asked(self, method: str, told: dict[str, Any]) -> Any:
        if method != "workspace/configuration":
            return None
        return [_SETTINGS.get(each.get("section")) for each in told["items"]]


def started() -> Iterator[LanguageServer]:
    """A server for the tests of a module; where npm is there, its package must be too (``npm install --no-save yaml-language-server``)."""
    need(shutil.which("npm"), "npm")
    if not SERVER.is_file():
        pytest.fail("the language server is missing: npm install --no-save yaml-language-server")
    node = shutil.which("node")
    assert node is not None
    with subprocess.Popen([node, str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield LanguageServer(process)
        finally:
            process.kill()
