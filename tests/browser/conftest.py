"""A headless Chromium and axe-core; where there is none its tests are skipped, and with CI=true they fail.

Axe-core (Deque, MPL-2.0) comes from npm at the hash of package-lock.json: `make test` installs it here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE = 600
"""Seconds: a slow machine is no fault of a page."""
SWITCHES = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"),
    # A page that the browser takes for one in the background is given hardly any time.
    *("--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows"),
    "--disable-background-timer-throttling",
)


@pytest.fixture(scope="session")
def chromium(tool: Callable[[str], str]) -> Iterator[webdriver.Chrome]:
    """The browser, without a network of its own."""
    options = webdriver.ChromeOptions()
    options.binary_location = tool("chromium")
    for switch in SWITCHES:
        options.add_argument(switch)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(tool("chromedriver")))
    driver.command_executor.client_config.timeout = PATIENCE
    driver.set_page_load_timeout(PATIENCE)
    driver.set_script_timeout(PATIENCE)
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    if AXE.exists():
        return AXE.read_text(encoding="utf-8")
    if os.environ.get("CI") == "true":
        pytest.fail("axe-core is not installed; `make test` installs it with npm")
    return pytest.skip("NOT CHECKED: axe-core is not installed (npm ci --prefix tests/browser)")
