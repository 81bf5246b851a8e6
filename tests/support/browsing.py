"""What tests of pages ask of a browser: a width, a scheme of colours, and what axe-core objects to."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from selenium import webdriver

_RUN = """
const [names, done] = arguments;
const rules = Object.fromEntries(names.map(name => [name, {enabled: true}]));
axe.run(document, {resultTypes: ['violations'], rules}).then(done);
"""


def screen(driver: webdriver.Chrome, width: int, height: int = 800) -> None:
    """From now on pages have so many pixels."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def coloured(driver: webdriver.Chrome, scheme: str) -> None:
    """From now on the person in front of the screen prefers `light` or `dark`."""
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)


def opened(driver: webdriver.Chrome, page: Path, width: int) -> None:
    """A page, so many pixels wide."""
    screen(driver, width)
    driver.get(page.as_uri())


def objections(driver: webdriver.Chrome, axe: str, also: Collection[str] = ()) -> list[tuple[str, list[str]]]:
    """Each rule that the page breaks, with the first elements that do; `also`: rules not asked for by itself.

    A page may forbid scripts: this one comes by the debugger.
    """
    driver.execute_script(axe)
    found = driver.execute_async_script(_RUN, [*also])
    assert found["passes"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found["violations"]]
