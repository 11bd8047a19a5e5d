"""A headless Chromium that tests drive: Debian's packages, installed by ``.ci/run``."""

from __future__ import annotations

import base64
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT
from selenium import webdriver

if TYPE_CHECKING:
    from collections.abc import Iterator

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def need(found: object, what: str) -> None:
    """Skip a test that needs something of the system; in CI, which installs it, its absence is a failure."""
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"needs {what}")


class Browser:
    """One page at a time."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, page: Path, width: int = 1280, height: int = 900, scheme: str = "light") -> None:
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.log("performance")
        self.driver.get(page.as_uri())

    def call(self, command: str, **arguments: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, arguments)

    def run(self, script: str) -> Any:
        return self.driver.execute_script(script)

    def log(self, name: str) -> list[Any]:
        """What was noted since the last look."""
        look: Any = self.driver.get_log
        return list(look(name))

    def requests(self) -> list[str]:
        """The addresses that the page asked for."""
        events = [json.loads(entry["message"])["message"] for entry in self.log("performance")]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def complaints(self) -> list[Any]:
        return self.log("browser")

    def violations(self) -> list[str]:
        """What axe-core finds wrong with the page for people who cannot see it well."""
        need(AXE.exists(), "axe-core: npm install --no-save axe-core")
        self.call("Runtime.evaluate", expression=AXE.read_text(encoding="utf-8"))
        found = self.driver.execute_async_script("const done = arguments[0]; axe.run(document).then(done)")
        return [f"{each['id']}: {node['html'][:150]}" for each in found["violations"] for node in each["nodes"]]

    def printed(self) -> bytes:
        """The page as a PDF, on the paper that its style sheet asks for."""
        answer = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(answer["data"])

    def picture(self) -> bytes:
        """What is seen of the page."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])


def started() -> Iterator[Browser]:
    driver, chromium = shutil.which("chromedriver"), shutil.which("chromium")
    need(driver and chromium, "Debian's packages chromium and chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = str(chromium)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    for flag in _FLAGS:
        options.add_argument(flag)
    session = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(driver)))
    try:
        yield Browser(session)
    finally:
        session.quit()
