"""What it takes to check a dossier: the verifier in Python, the page's engine in node, the page in Chromium.

    python bench/verifiers.py [--city DIR] [--life DIR] [--times 3] [--no-page] [--out FILE]

The small one is 100 seats among 700 with 1,000 panels. `--city` names the dossier of a whole city, which
`python bench/rolls.py --keep FOLDER` leaves in FOLDER/paris: 1.4 million leaves and 7,000 letters. `--life`
names that of a long life, with many later draws. The page
is opened by selenium, as its tests do; its seconds are those from the folder chosen to the verdict. Writes
one JSON file; exit code 1 where something takes more than its limit.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measure import Run, machine, run, versions, write_result
from pools import POOLS
from product import TIRAGE, draw_panel

RESULTS = Path(__file__).parent / "results"
ENGINE = Path(__file__).with_name("engine.mjs")
LIMITS = {"small, Python": 0.5, "city, Python": 15.0, "city, node": 60.0, "city, page": 60.0}
"""Seconds: of CPU, start-up included; of the page, of wall time."""
PEAKS = {"city, Python": 100, "city, node": 256, "city, page": 400}
"""MiB: nobody holds the people of a frame, no file's size counts; node alone is 45 of them, Chromium 135."""
MEMORY, BESIDE = 4, 96
"""Of a long life: times the largest file, and MiB beside: the interpreter, panels, files read often."""
LONGEST = 600.0


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--city", type=Path, help="dossier of a whole city")
    parser.add_argument("--life", type=Path, help="dossier with many later draws")
    parser.add_argument("--times", type=int, default=3, help="runs of each, of which the quickest counts")
    parser.add_argument("--page", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--out", type=Path, default=RESULTS / "verifiers.json")
    options = parser.parse_args()
    print("| | CPU s | wall s | limit | peak MiB | times the largest file |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        taken = list(measured(Path(folder), options, page=options.page))
    found = {"machine": machine(), "packages": versions("tirage", "selenium"), "limits_s": LIMITS}
    write_result(options.out, {**found, "peaks_mib": PEAKS, "memory_limit": MEMORY, "verified": taken})
    sys.exit(0 if all(each["within"] for each in taken) else 1)


def measured(folder: Path, options: argparse.Namespace, *, page: bool) -> Iterator[dict[str, Any]]:
    """Each verifier on each dossier; a row of the table is printed as it comes."""
    html = folder / "verifier.html"
    run([TIRAGE, "verify", "--export", html], LONGEST)
    # As it is installed: no start compiles the sources anew.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    pool = POOLS["paris_700_100"]
    home = ("address1", "zip")
    draw_panel(
        pool.people_csv, pool.features_csv, pool.seats, folder / "small", household=home, limit=LONGEST
    )
    given = {"small": folder / "small", "city": options.city, "life": options.life}
    for name, dossier in given.items():
        if dossier is None:
            continue
        for program, words in (("Python", [sys.executable, "-m", "tirage.verify"]), ("node", node(html))):
            run([*words, dossier], LONGEST, compiled)
            runs = [run([*words, dossier], LONGEST, compiled) for _ in range(options.times)]
            yield said(f"{name}, {program}", min(runs, key=lambda each: each.cpu), dossier)
        if page:
            yield said(f"{name}, page", in_page(html, dossier), dossier)


def node(html: Path) -> list[str | Path]:
    """The page's engine as a command that takes a dossier."""
    return [shutil.which("node") or "node", ENGINE, html]


def said(name: str, done: Run, dossier: Path) -> dict[str, Any]:
    """The figures of one verification, and whether they are within the limits."""
    parts = (dossier / part for part in ("journal", "public", "guarantors"))
    largest = max(path.stat().st_size for part in parts for path in part.rglob("*")) / 2**20
    limit = LIMITS.get(name)
    seconds = done.wall if name.endswith("page") else done.cpu
    within = done.status == "done" and (limit is None or seconds <= limit)
    # The page's engine holds the whole of a long life.
    most = MEMORY * largest + BESIDE if name == "life, Python" else PEAKS.get(name)
    within &= most is None or done.peak <= most
    times = round(done.peak / largest, 1)
    print(
        f"| {name} | {done.cpu:.2f} | {done.wall:.2f} | {limit or ''} | {done.peak} | {times} |", flush=True
    )
    load = round(os.getloadavg()[0], 1)
    entry = {
        "verifier": name,
        "load": load,
        **done.figures(),
        "largest_file_mib": round(largest, 1),
        "within": within,
    }
    return entry if done.status == "done" else {**entry, "message": done.stderr[-300:]}


def in_page(html: Path, dossier: Path) -> Run:
    """The page in a headless Chromium; the memory is that of its largest process."""
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(switch)
    service = webdriver.ChromeService(shutil.which("chromedriver") or "chromedriver")
    driver = webdriver.Chrome(options=options, service=service)
    driver.command_executor.client_config.timeout = LONGEST
    peaks = Peaks(service.process.pid)
    try:
        driver.get(html.as_uri())
        begun = time.perf_counter()
        driver.find_element(By.ID, "folder").send_keys(str(dossier))
        WebDriverWait(driver, LONGEST, 0.1).until(
            lambda _: driver.find_element(By.ID, "result").is_displayed()
        )
        wall = time.perf_counter() - begun
        good = "good" in (driver.find_element(By.ID, "verdict").get_attribute("class") or "")
    finally:
        cpu, peak = peaks.end()
        driver.quit()
    return Run("done" if good else "failed", 0 if good else 5, wall, cpu, peak, "", "")


class Peaks:
    """CPU seconds and largest memory of the processes below one, watched until the end (Linux only)."""

    def __init__(self, root: int) -> None:
        self._root, self._ended = root, threading.Event()
        self._cpu: dict[int, float] = {}
        self._peak = 0
        self._watch = threading.Thread(target=self._look)
        self._watch.start()

    def end(self) -> tuple[float, int]:
        """Seconds of all of them, and MiB of the largest."""
        self._ended.set()
        self._watch.join()
        return sum(self._cpu.values()), self._peak

    def _look(self) -> None:
        while not self._ended.wait(0.2):
            for pid in below(self._root):
                try:
                    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
                except OSError:
                    continue
                self._cpu[pid] = (int(fields[11]) + int(fields[12])) / 100
                high = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
                self._peak = max(self._peak, int(high.split()[1]) // 2**10)


def below(root: int) -> set[int]:
    """A process and all that come from it."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(
                path.read_text(encoding="utf-8").rpartition(")")[2].split()[1]
            )
        except OSError:
            continue
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


if __name__ == "__main__":
    main()
