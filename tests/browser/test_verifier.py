"""The verifier's page in a real browser: a dossier dropped on it, its list, one person, the dice replayed."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pypdf import PdfReader
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from support.assemblies import Assembly
from support.browsing import coloured, objections, screen
from support.ceremonies import EARLY, Ceremony, held
from support.dossier_cases import EVEN, REHEARSAL
from support.dossiers import DICE, Files, canon, dossier
from support.engine import page as verifier
from support.genuine import SOME
from support.packing import packed_for
from support.waves import sealed
from support.witnesses import FIRST, vkey

from tirage.acts.proofs.proving import Prover
from tirage.verify import checklist
from tirage.verify.report import Report
from tirage.verify.words import line, shared_reasons, verdict

ITEMS = """
return [...document.querySelectorAll('li[data-number]')].map(each =>
  [each.dataset.number, each.className, each.querySelector('.words').textContent]);
"""
STEPS = """
return Object.fromEntries([...document.querySelectorAll('#steps li')].map(each =>
  [each.dataset.step, each.innerText]));
"""
SHOWN = "return [...document.querySelectorAll('#checks li')].filter(each => each.checkVisibility()).length"
GENUINE = dossier(EVEN)
FORGED = {**GENUINE, "public/panel.csv": GENUINE["public/panel.csv"].replace(b"\np", b"\nq", 1)}
LATE = held(Ceremony(values={**Ceremony().values, "bruno": "d4" * 32}))


class Page:
    """The page, as somebody uses it."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver, self.folder = driver, folder
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
        driver.get(verifier().as_uri())
        self.speak("en")

    def find(self, selector: str) -> Any:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def speak(self, language: str) -> None:
        self.find(f"#languages [lang={language}]").click()

    def wait(self, until: Callable[[], object]) -> None:
        WebDriverWait(self.driver, self.driver.timeouts.script).until(lambda _: until())

    def written(self, files: Files) -> Path:
        target = self.folder / "dossier"
        for name, data in files.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(data)
        return target

    def zipped(self, files: Files) -> Path:
        stream = io.BytesIO()
        with ZipFile(stream, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        target = self.folder / "dossier.zip"
        target.write_bytes(stream.getvalue())
        return target

    def choose(self, files: Files) -> None:
        self.find("#folder").send_keys(str(self.written(files)))
        self.wait(self.find("#result").is_displayed)

    def drop(self, path: Path) -> None:
        zone = self.find("#drop").rect
        data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
        place = {"x": zone["x"] + 20, "y": zone["y"] + 20, "data": data}
        for kind in ("dragEnter", "dragOver", "drop"):
            self.driver.execute_cdp_cmd("Input.dispatchDragEvent", {"type": kind, **place})

    def items(self) -> list[list[str]]:
        return self.driver.execute_script(ITEMS)

    def submit(self, form: str) -> None:
        self.find(f"#{form} button").click()


@pytest.fixture
def page(chromium: webdriver.Chrome, tmp_path: Path) -> Iterator[Page]:
    chromium.get_log("browser")
    shown = Page(chromium, tmp_path)
    yield shown
    # Nothing was asked of a network, nothing went wrong unseen.
    assert chromium.get_log("browser") == []
    loaded = chromium.execute_script("return performance.getEntriesByType('resource').map(each => each.name)")
    assert [name for name in loaded if not name.startswith("blob:")] == []


def agree(page: Page, report: Report, language: str) -> None:
    """Numbers, statuses, words, files and values, and the verdict, are those of `tirage verify`."""
    assert page.find("#verdict").text == verdict(report, language).replace("\u00a0", " ")
    last = [check for check in report.checks if check.code.startswith(("beyond.", "proof.identity"))]
    apart = shared_reasons(report)
    alone = [
        each for each in report.checks if each.status != "not-checked" or len(apart.get(each.got, ())) == 1
    ]
    checks = [*(check for check in alone if check not in last), *last]
    others = [each.text for each in page.driver.find_elements(By.CSS_SELECTOR, "#beyond .others")]
    assert [", ".join(numbers) in said for numbers, said in zip(apart.values(), others, strict=True)] == [
        True
    ] * len(apart)
    assert len(page.items()) == len(checks)
    for (number, status, words), check in zip(page.items(), checks, strict=True):
        assert (number, status) == (check.number, check.status)
        assert line(check, language).endswith(f"{check.number:5} {words}")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("files", [GENUINE, FORGED, LATE], ids=["genuine", "forged", "ceremony"])
def test_a_folder_is_checked_in_both_languages(files: Files, language: str, page: Page):
    page.speak("fr" if language == "en" else "en")
    page.choose(files)
    page.speak(language)
    agree(page, checklist.verify(files), language)
    assert page.driver.execute_script("return document.documentElement.lang") == language
    assert ("good" in page.find("#verdict").get_attribute("class")) == (files is GENUINE)


def test_a_folder_or_an_archive_is_dropped(page: Page):
    page.drop(page.written(GENUINE))
    page.wait(page.find("#result").is_displayed)
    agree(page, checklist.verify(GENUINE), "en")
    page.drop(page.zipped(FORGED))
    page.wait(lambda: "bad" in page.find("#verdict").get_attribute("class"))
    agree(page, checklist.verify(FORGED), "en")


def test_an_archive_is_chosen(page: Page):
    page.find("#archive").send_keys(str(page.zipped(GENUINE)))
    page.wait(page.find("#result").is_displayed)
    agree(page, checklist.verify(GENUINE), "en")


def test_reading_is_stopped_and_another_dossier_opened(page: Page):
    archive = page.folder / "large.zip"
    with ZipFile(archive, "w", ZIP_DEFLATED) as written:
        written.writestr("journal/0001-open.json", "{}")
        # It takes a moment to unpack, however fast a machine is.
        written.writestr("guarantors/frame.csv", bytes(150 * 2**20))
    page.find("#archive").send_keys(str(archive))
    page.wait(page.find("#stop").is_displayed)
    page.find("#stop").click()
    assert page.find("#state").text == "Stopped: nothing was found, neither right nor wrong."
    assert not page.find("#stop").is_displayed() and not page.find("#result").is_displayed()
    page.choose(GENUINE)
    assert page.find("#verdict").get_attribute("class") == "verdict good"
    assert not page.find("#stop").is_displayed()


def test_a_frame_that_changes_under_the_eyes_of_who_checks_it(page: Page):
    files = sealed()
    page.choose(files)
    assert page.find("#verdict").get_attribute("class") == "verdict good"
    (page.folder / "dossier/guarantors/frame.csv").write_bytes(files["guarantors/frame.csv"] + b"x")
    page.find("#keys summary").click()
    page.find("#trust").send_keys(f"sha256:{'0' * 64}")
    page.submit("trust-form")
    page.wait(lambda: page.find("#verdict").get_attribute("class") == "verdict bad")
    assert "changed while it was verified" in page.find("#checks").text


def test_a_rehearsal_is_shouted(page: Page):
    page.choose(dossier(REHEARSAL))
    assert page.find("#rehearsal").is_displayed() and "REHEARSAL" in page.find("#rehearsal").text


def test_what_is_no_dossier_gets_no_verdict(page: Page):
    page.choose(GENUINE)
    other = page.folder / "other.zip"
    other.write_bytes(b"x" * 100)
    page.find("#archive").send_keys(str(other))
    page.wait(lambda: "No draw" in page.find("#state").text)
    assert not page.find("#result").is_displayed()
    page.speak("fr")
    assert "Aucun dossier" in page.find("#state").text


def test_the_failures_alone(page: Page):
    page.choose(FORGED)
    page.find("#failed-only").click()
    failed = [check for check in checklist.verify(FORGED).checks if check.status == "failed"]
    assert page.driver.execute_script(SHOWN) == len(failed) > 0


def test_one_person(page: Page):
    page.choose(GENUINE)
    member = GENUINE["public/panel.csv"].decode().split()[1]
    page.find("#pid").send_keys(f" {member}\n")
    page.wait(lambda: page.find("#facts").text)
    assert "Chance of a seat aimed at: 1/3 — guarantors/chances.csv" in page.find("#facts").text
    assert "Member of the panel drawn" in page.find("#facts").text
    assert "Sits since " in page.find("#facts").text
    page.speak("fr")
    assert "Membre du panel tiré" in page.find("#facts").text
    page.find("#pid").clear()
    page.find("#pid").send_keys("<img src=x onerror=alert(1)>\n")
    page.wait(lambda: "Pas membre" in page.find("#facts").text)
    assert page.driver.find_elements(By.TAG_NAME, "img") == []


def steps(page: Page) -> dict[str, str]:
    """The words of each step, read at one moment: the list is made anew at every reckoning."""
    return page.driver.execute_script(STEPS)


def test_the_dice_are_replayed(page: Page):
    page.choose(GENUINE)
    assert page.find("#text").get_attribute("value") == ""
    page.find("#text").send_keys(DICE)
    page.submit("replay-form")
    page.wait(lambda: steps(page))
    last = max(name for name in GENUINE if name.startswith("journal/"))
    number = json.loads(GENUINE[last])["body"]["number"]
    assert str(number) in steps(page)["number"] and "as in the journal" in steps(page)["number"]
    assert steps(page)["panel"].split("\n")[1].split(",") == GENUINE["public/panel.csv"].decode().split()[1:]
    # A die more is not what the plan says is rolled; other dice of that form give another seed.
    page.find("#text").send_keys(" 6")
    page.submit("replay-form")
    page.wait(lambda: page.find("#mistakes").text)
    assert page.find("#text").get_attribute("aria-invalid") == "true" and steps(page) == {}
    page.find("#text").clear()
    page.find("#text").send_keys(f"{DICE[:-1]}5")
    page.submit("replay-form")
    page.wait(lambda: "the journal says" in steps(page).get("seed", ""))
    assert page.find("#mistakes").text == ""


def test_the_dice_are_replayed_without_a_dossier(page: Page):
    page.find("#text").send_keys(DICE)
    page.submit("replay-form")
    page.wait(lambda: page.find("#mistakes").text)
    assert page.find("#plan").get_attribute("aria-invalid") == "true" and page.find("#plan").is_displayed()
    page.find("#plan").send_keys("a" * 64)
    page.submit("replay-form")
    page.wait(lambda: "number" in steps(page))
    assert page.find("#mistakes").text == ""


def test_keys_are_trusted_in_the_field_from_a_file_and_by_a_drop(page: Page):
    files = held(Ceremony(commits={}, revealed=(), dice=None, witnessed=EARLY))
    keys, wrong = page.folder / "keys.txt", page.folder / "wrong.txt"
    keys.write_text(f"# hers\n{vkey(FIRST)}\n")
    wrong.write_text(f"{vkey(FIRST)}\nx\n")
    under = checklist.verify(files, trust={vkey(FIRST)})
    page.choose(files)
    agree(page, checklist.verify(files), "en")
    page.find("#trust-file").send_keys(str(keys))
    page.wait(lambda: "from now on" in page.find("#trust-state").text)
    agree(page, under, "en")
    page.speak("fr")
    assert "désormais" in page.find("#trust-state").text
    page.speak("en")
    page.drop(wrong)
    page.wait(lambda: "Line 2" in page.find("#trust-state").text)
    agree(page, under, "en")
    page.find("#trust").clear()
    page.submit("trust-form")
    page.wait(lambda: "from now on" in page.find("#trust-state").text)
    agree(page, checklist.verify(files), "en")


def test_a_public_pack_says_once_what_it_cannot_show(page: Page):
    public = packed_for("public", GENUINE)
    page.choose(public)
    agree(page, checklist.verify(public), "en")
    assert 0 < len(page.driver.find_elements(By.CSS_SELECTOR, "#checks .not-checked")) < 3


def test_a_receipt_is_shown_with_its_checks(page: Page):
    record = Assembly(SOME).record
    files = dict(record.files)
    member = files["public/panel.csv"].decode().split()[1]
    said = canon(Prover(record).prove(member, None))
    page.choose(packed_for("public", files))
    (page.folder / "receipt.json").write_bytes(said)
    page.find("#proof").send_keys(str(page.folder / "receipt.json"))
    page.wait(lambda: page.find("#facts").text)
    (pool,) = (row for row in files["guarantors/pool.csv"].decode().split() if row.startswith(f"{member},"))
    shown = page.find("#facts").text
    assert (
        f"Entered in the pool as: {', '.join(pool.split(',')[2:])}; volunteers of the household: 1" in shown
    )
    report = checklist.verify(packed_for("public", files), ("receipt.json", said))
    right = [check for check in report.checks if check.code in {"proof.chance", "proof.today"}]
    assert shown.count("✓ right") == len(right) == 2 and "Sits since" in shown
    # Where the ids are published no root binds what somebody was entered as.
    assert shown.count("– not checked") == 1


def test_a_proof_that_is_no_proof(page: Page):
    page.choose(GENUINE)
    (page.folder / "proof.json").write_bytes(b"{}")
    page.find("#proof").send_keys(str(page.folder / "proof.json"))
    page.wait(lambda: any(number == "12.1" for number, _, _ in page.items()))
    agree(page, checklist.verify(GENUINE, ("proof.json", b"{}")), "en")


def test_a_hostile_name_is_text_and_nothing_else(page: Page):
    name = "<b>x</b>\u202e\x1b"
    quotas = ((name, (("F", 2, 2), ("M", 2, 2))), EVEN.quotas[1])
    files = dossier(replace(EVEN, quotas=quotas))
    files["public/counts.csv"] = files["public/counts.csv"].replace(b",6,", b",7,")
    page.choose(files)
    agree(page, checklist.verify(files), "en")
    assert page.driver.find_elements(By.TAG_NAME, "b") == []


def test_the_focus_goes_to_the_verdict_which_is_read_aloud(page: Page):
    page.choose(GENUINE)
    assert page.driver.switch_to.active_element.get_attribute("id") == "verdict"
    assert page.find("#verdict").get_attribute("role") == "status"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_has_nothing_to_object_to_and_nothing_is_wider_than_the_screen(
    width: int, scheme: str, page: Page, axe: str
):
    screen(page.driver, width)
    coloured(page.driver, scheme)
    page.choose(FORGED)
    page.find("#more summary").click()
    page.submit("replay-form")
    page.wait(lambda: page.find("#mistakes").text)
    assert objections(page.driver, axe) == []
    assert page.driver.execute_script("return document.documentElement.scrollWidth") <= width


def test_everything_can_be_reached_with_the_keyboard(page: Page):
    page.choose(GENUINE)
    reached = page.driver.execute_script(
        "return [...document.querySelectorAll('button, input, textarea, select, summary')]"
        ".filter(each => each.tabIndex < 0 || each.disabled).map(each => each.outerHTML)"
    )
    assert reached == []
    unnamed = page.driver.execute_script(
        "return [...document.querySelectorAll('input, textarea, select')].filter(each => !each.labels.length)"
        ".map(each => each.id)"
    )
    assert unnamed == []


def test_the_checklist_is_printed_on_a4(page: Page):
    page.choose(FORGED)
    options = {"preferCSSPageSize": True, "printBackground": True}
    printed = base64.b64decode(page.driver.execute_cdp_cmd("Page.printToPDF", options)["data"])
    reader = PdfReader(io.BytesIO(printed))
    assert {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in reader.pages} == {
        (595, 842)
    }
    words = "".join("".join(sheet.extract_text().split()) for sheet in reader.pages)
    for wanted in ("FAILED", "9.2", "11.1", checklist.verify(FORGED).head[:8]):
        assert wanted in words
    assert "Choose a folder".replace(" ", "") not in words


def test_the_page_cannot_reach_a_network_even_if_it_wanted(page: Page):
    script = """
    const done = arguments[0];
    fetch('https://example.org/').then(() => done('reached'), () => done('refused'));
    """
    assert page.driver.execute_async_script(script) == "refused"
    said = page.driver.get_log("browser")
    assert any("Content Security Policy" in entry["message"] for entry in said)
