"""A headless Chromium for these tests; where there is none they are skipped, and with CI=true they fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from selenium import webdriver

SWITCHES = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")


@pytest.fixture(scope="session")
def chromium(tool: Callable[[str], str]) -> Iterator[webdriver.Chrome]:
    """The browser, without a network of its own."""
    options = webdriver.ChromeOptions()
    options.binary_location = tool("chromium")
    for switch in SWITCHES:
        options.add_argument(switch)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(tool("chromedriver")))
    yield driver
    driver.quit()
