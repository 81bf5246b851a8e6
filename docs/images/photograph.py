"""Takes the pictures of this folder: the example of Paris is drawn, reported on and shown in Chromium.

python docs/images/photograph.py
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tirage.cli import main

IMAGES = Path(__file__).parent
ROOT = IMAGES.parents[1]
PARIS = ROOT / "examples" / "paris"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"
REPORT, SCREEN, PAPER, TELEPHONE = (1000, 900), (1280, 720), (800, 840), (400, 780)
"""Pixels from the left upper corner."""


class Camera:
    """A browser that takes pictures of pages."""

    def __init__(self) -> None:
        options = webdriver.ChromeOptions()
        for switch in (
            "--headless=new",
            "--no-sandbox",
            "--hide-scrollbars",
            "--force-prefers-reduced-motion",
        ):
            options.add_argument(f"--{switch}")
        service = webdriver.ChromeService(shutil.which("chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)

    def open(self, page: Path, size: tuple[int, int]) -> None:
        """Open a page on a screen of that size."""
        width, height = size
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        self.driver.get(page.as_uri())

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def wait(self, scene: str) -> None:
        """Go on to a scene of the ceremony, as soon as it can be shown; RuntimeError after a minute."""
        for _ in range(300):
            if self.driver.execute_script("return document.querySelector('main').dataset.scene") == scene:
                return
            self.press(Keys.ARROW_RIGHT)
            time.sleep(0.2)
        raise RuntimeError(scene)

    def take(self, name: str) -> None:
        """Keep what is seen."""
        self.driver.save_screenshot(str(IMAGES / f"{name}.png"))


def tirage(*words: str) -> None:
    """Run a command in French; an AssertionError where it fails."""
    assert main([*words, "--lang", "fr"]) == 0


def ceremony(camera: Camera, page: Path) -> None:
    """The dice as they fall, the panel, the check."""
    digits = DICE.replace(" ", "")
    camera.open(page, SCREEN)
    camera.wait("roll")
    camera.press(*digits[:7])
    camera.take("ceremony-dice")
    camera.press(*digits[7:], Keys.ENTER)
    camera.wait("panel")
    camera.take("ceremony-panel")
    camera.wait("check")
    camera.take("ceremony-check")


def deed(camera: Camera, dossier: str, page: Path) -> None:
    """The end of a procès-verbal as it is printed: what is concluded, and room to sign."""
    present = ["--present", "Mme A. B., commissaire de justice", "--present", "M. C. D., garant"]
    tirage("report", dossier, "--kind", "proces-verbal", "--act", "panel", *present, "--out", str(page))
    camera.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    camera.open(page, PAPER)
    camera.driver.execute_script("document.body.style.padding = '0 2rem 2rem'")
    camera.driver.execute_script("document.querySelector('#annexes').scrollIntoView()")
    camera.take("proces-verbal")
    camera.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def receipt(camera: Camera, dossier: str, folder: Path) -> None:
    """What a volunteer is given, on a telephone, in both languages."""
    for language in ("fr", "en"):
        page = folder / f"receipt.{language}.html"
        assert main(["proof", "CC-03113", dossier, "--out", str(page), "--lang", language]) == 0
        camera.open(page, TELEPHONE)
        camera.take(f"receipt.{language}")


def photograph() -> None:
    """Every picture anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dossier, page = str(folder / "dossier"), folder / "quotas.html"
        pool, quotas = str(PARIS / "volontaires.csv"), str(PARIS / "quotas.yaml")
        words = ["--seats", "100", "--household", "adresse,code postal"]
        tirage("draw", "panel", pool, "--quotas", quotas, *words, "--out", dossier, "--yes")
        tirage("ceremony", dossier)
        time.sleep(1)
        tirage("draw", "panel", "--out", dossier, "--seed", DICE, "--yes")
        census = ROOT / "quotas" / "paris" / "recensement-secteurs.csv"
        tirage("report", dossier, "--kind", "quotas", "--census", str(census), "--out", str(page))
        camera = Camera()
        camera.open(page, REPORT)
        camera.take("quotas")
        deed(camera, dossier, folder / "proces-verbal.html")
        ceremony(camera, Path(dossier) / "ceremony.html")
        receipt(camera, dossier, folder)
        camera.driver.quit()


if __name__ == "__main__":
    sys.exit(photograph())
