"""Takes the pictures of this folder: the example of Paris is drawn, reported on, and opened in Chromium.

python docs/images/photograph.py
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from selenium import webdriver

from tirage.cli import main

ROOT = Path(__file__).parents[2]
PARIS = ROOT / "examples" / "paris"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"
SIZES = {"quotas": (1000, 900)}
"""Report → the part of it that is shown: pixels from its left upper corner."""


def report(folder: Path, kind: str) -> Path:
    """The page of a kind, in French."""
    page = folder / f"{kind}.html"
    census = ROOT / "quotas" / "paris" / "recensement-secteurs.csv"
    assert (
        main(
            [
                "report",
                str(folder / "dossier"),
                "--kind",
                kind,
                "--census",
                str(census),
                "--lang",
                "fr",
                "--out",
                str(page),
            ]
        )
        == 0
    )
    return page


def photograph() -> None:
    """Every picture anew."""
    options = webdriver.ChromeOptions()
    for switch in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
        options.add_argument(switch)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pool, quotas = str(PARIS / "volontaires.csv"), str(PARIS / "quotas.yaml")
        words = ["--seats", "100", "--household", "adresse,code postal"]
        out = ["--out", str(folder / "dossier")]
        assert main(["draw", "panel", pool, "--quotas", quotas, *words, *out]) == 0
        time.sleep(1)
        assert main(["draw", "panel", *out, "--seed", DICE]) == 0
        driver = webdriver.Chrome(
            options=options, service=webdriver.ChromeService(shutil.which("chromedriver"))
        )
        for kind, (width, height) in SIZES.items():
            size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            driver.get(report(folder, kind).as_uri())
            driver.save_screenshot(str(Path(__file__).parent / f"{kind}.png"))
        driver.quit()


if __name__ == "__main__":
    sys.exit(photograph())
