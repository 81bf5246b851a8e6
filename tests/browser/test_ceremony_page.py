"""The page for the screen of a room in a real browser: keys typed, scenes seen, the command compared."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import WebDriverWait
from support.assemblies import Assembly
from support.browsing import objections, screen
from support.ceremonies import NO_BEACON, ROUND, ROUNDS, SECRETS, Ceremony, beacon_of, held
from support.dossier_cases import BY_HAND, EVEN, HOMES, PLAIN, REHEARSAL
from support.dossiers import DICE, Case, Files, canon, dossier, h, sha
from support.instances import Instance, write
from support.waves import sealed as waves

from tirage.assembly.remaining import references_in
from tirage.browser.build import ceremony
from tirage.cli import main
from tirage.dossier.packs import zipped
from tirage.verify import checklist
from tirage.verify.words import verdict

DIGITS = DICE.replace(" ", "")
PLANNED = dossier(replace(EVEN, drawn=False))
DRAWN = dossier(EVEN)
SEEN = """
return [...document.querySelectorAll(arguments[0])].filter(each => each.checkVisibility())
  .map(each => each.innerText.trim()).join('\\n');
"""
SPILT = """
const main = document.querySelector('main');
return [main.scrollHeight - main.clientHeight, document.documentElement.scrollHeight - innerHeight,
  document.documentElement.scrollWidth - innerWidth].map(each => Math.max(0, each - 1));
"""
SMALLEST = """
const shown = [...document.querySelectorAll('main *')].filter(each =>
  !each.closest('.program') && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
return Math.min(...shown.map(each => parseFloat(getComputedStyle(each).fontSize)));
"""
PEOPLE = Instance(
    tuple((g, a) for g in "FM" for a in ("16-24", "25-59", "60+") for _ in range(5)),
    ("",) * 30,
    (("gender", (("F", 3, 3), ("M", 3, 3))), ("age", (("16-24", 1, 3), ("25-59", 1, 3), ("60+", 1, 3)))),
    6,
)


class Room:
    """The page, as it is used on the day: keys, and nothing else unless a test says so."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver, self.folder = driver, folder
        driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]},
        )
        self.screen(1280, 720)

    def screen(self, width: int, height: int) -> None:
        screen(self.driver, width, height)

    def show(self, files: Files, language: str = "en") -> None:
        page = self.folder / "page.html"
        page.write_bytes(ceremony(zipped("dossier", files), language))
        self.open(page)

    def open(self, page: Path) -> None:
        self.driver.get(page.as_uri())
        self.wait(lambda: self.text("#place"))

    def text(self, selector: str) -> str:
        """What can be seen of these elements, read at one moment: a scene is made anew at every key."""
        return self.driver.execute_script(SEEN, selector)

    def wait(self, until: Callable[[], object]) -> None:
        WebDriverWait(self.driver, 60, 0.1).until(lambda _: until())

    def press(self, *keys: str) -> None:
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    @property
    def scene(self) -> str:
        return self.driver.execute_script("return document.querySelector('main').dataset.scene")

    def go(self, scene: str) -> None:
        """Go on with the space bar until that scene is there; pressed too early, it does nothing."""

        def there() -> bool:
            if self.scene != scene:
                self.press(" ")
            return self.scene == scene

        self.wait(there)

    def roll(self, digits: str = DIGITS, *, last: bool = True) -> None:
        """Confirm the dice; where they are the `last` awaited, until the scenes that follow are there."""
        self.go("roll")
        before = self.count
        self.press(*digits, Keys.ENTER)
        self.wait(lambda: "✓" in self.text(".message") and (self.count > before or not last))

    @property
    def count(self) -> int:
        """How many scenes there are so far."""
        return int(self.text("#place").split(" / ")[1])

    def scenes(self) -> Iterator[str]:
        """Every scene from the first on, each as it is come to."""
        self.press(*[Keys.ARROW_LEFT] * 30)
        self.wait(lambda: self.text("#place").startswith("1 /"))
        while True:
            yield self.scene
            place, count = map(int, self.text("#place").split(" / "))
            if place == count:
                return
            self.further(place)

    def further(self, place: int) -> None:
        """On to the next scene; a key that a busy browser has lost is pressed again."""
        for _ in range(12):
            self.press(Keys.ARROW_RIGHT)
            with suppress(TimeoutException):
                WebDriverWait(self.driver, 5, 0.1).until(
                    lambda _: int(self.text("#place").split(" / ")[0]) > place
                )
                return
        raise TimeoutException(f"scene {place}")

    def give(self, folder: Path) -> None:
        """Choose the folder of a dossier in the last scene."""
        self.go("check")
        field = self.driver.find_element(By.ID, "folder")
        field.send_keys(str(folder))
        # The browser walks the folder first; as soon as the page has it, the scene is made anew.
        self.wait(lambda: staleness_of(field)(self.driver))
        self.wait(lambda: not re.search("Reading|Lecture", self.text(".checks")))

    def written(self, files: Files) -> Path:
        target = self.folder / "given"
        for name, data in files.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(data)
        return target


@pytest.fixture
def room(chromium: webdriver.Chrome, tmp_path: Path) -> Iterator[Room]:
    chromium.get_log("browser")
    shown = Room(chromium, tmp_path)
    yield shown
    # Nothing was asked of a network, nothing went wrong unseen.
    assert chromium.get_log("browser") == []
    loaded = chromium.execute_script("return performance.getEntriesByType('resource').map(each => each.name)")
    assert [name for name in loaded if not name.startswith("blob:")] == []


def recorded(files: Files) -> int:
    last = max(name for name in files if name.startswith("journal/"))
    return int(json.loads(files[last])["body"]["number"])


def test_the_dice_typed_give_the_number_and_the_panel_of_the_command(room: Room, tmp_path: Path) -> None:
    pool, quotas = write(PEOPLE, tmp_path / "in")
    folder = tmp_path / "dossier"
    words = [str(pool), "--quotas", str(quotas), "--seats", "6", "--out", str(folder)]
    assert main(["draw", "panel", *words]) == 0
    assert main(["ceremony", str(folder), "--lang", "en"]) == 0
    room.open(folder / "ceremony.html")
    plan = (folder / "public" / "plan.json").read_bytes()
    room.go("fixed")
    assert "".join(room.text(".fingerprint").split()) == sha(plan)
    assert "1,000" in room.text(".facts") and "20 dice" in room.text(".facts")
    room.roll()
    room.go("number")
    number = int(room.text(".drawn"))
    room.go("panel")
    seats = [int(each) for each in room.text("td.seats").split("\n")]
    room.go("references")
    references = room.text(".references li").split("\n")
    room.go("check")
    assert room.text("#verdict") == "✓ The panel named is the one that plan and chance impose."
    assert "waiting" in room.text(".checks")
    # The command draws only now.
    assert main(["draw", "panel", "--out", str(folder), "--seed", DICE]) == 0
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in ("journal", "public", "guarantors")
        for path in (folder / part).iterdir()
    }
    assert number == recorded(files)
    ids = files["public/panel.csv"].decode().split()[1:]
    short = references_in(files)
    assert references == [short[each] for each in ids]
    assert seats == [int(line.split(",")[3]) for line in files["public/seats.csv"].decode().split()[1:]]
    room.give(folder)
    assert f"has drawn number {number}" in room.text(".checks .ok")
    assert verdict(checklist.verify(files), "en").replace("\u00a0", " ") in room.text(".checks .ok")
    assert "waiting" not in room.text(".checks")
    assert room.text("#verdict") == "✓ The program has drawn what this page has found."


def test_a_sign_that_no_die_has_is_refused_and_the_last_digit_is_taken_back(room: Room) -> None:
    room.show(PLANNED)
    room.go("roll")
    room.press("3", "5", "9")
    assert room.text(".count") == "2 / 20" and "9: a die is read from 1 to 6" in room.text(".message.unmet")
    room.press("0")
    assert room.text(".count") == "2 / 20" and "✗ 0" in room.text(".message.unmet")
    room.press("O")
    assert room.text(".count") == "2 / 20" and "“O” is not a digit" in room.text(".message.unmet")
    room.press(Keys.BACKSPACE)
    assert room.text(".count") == "1 / 20" and room.text(".die.fallen") == "3"
    room.press(Keys.ENTER)
    assert "Still to come: 19 digits" in room.text(".message.unmet")
    room.press(" ", Keys.ARROW_RIGHT)
    assert room.scene == "roll"
    room.press(*DIGITS[1:], "6")
    assert room.text(".count") == "20 / 20" and "No more than that: 20 digits" in room.text(".message.unmet")
    room.press(Keys.ENTER)
    room.wait(lambda: "✓" in room.text(".message"))
    # Once confirmed nothing is changed any more.
    room.press(Keys.BACKSPACE, "1")
    assert room.text(".die.fallen").split("\n") == [*DIGITS]
    room.go("number")
    assert int(room.text(".drawn")) == recorded(DRAWN)


def test_digits_are_typed_on_a_french_keyboard_and_a_key_held_down_is_one_die(room: Room) -> None:
    room.show(PLANNED)
    room.go("roll")
    held_down = """
    const press = (key, code, repeat = false) => document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, code, repeat, bubbles: true }));
    press('&', 'Digit1'); press('é', 'Digit2'); press('é', 'Digit2', true); press('End', 'Numpad3');
    """
    room.driver.execute_script(held_down)
    assert room.text(".die.fallen").split("\n") == ["1", "2", "3"]


def test_nothing_beyond_the_dice_is_shown_before_they_are_confirmed(room: Room) -> None:
    room.show(PLANNED)
    assert [*dict.fromkeys(scene for scene in early(room))] == ["title", "fixed", "quotas", "roll"]
    room.press(*DIGITS, " ", Keys.PAGE_DOWN)
    assert room.scene == "roll"


def early(room: Room) -> Iterator[str]:
    for _ in range(8):
        yield room.scene
        room.press(Keys.PAGE_DOWN)


def test_a_number_drawn_by_hand_is_typed_with_its_zeros(room: Room) -> None:
    room.show(dossier(replace(BY_HAND, drawn=False)))
    room.go("roll")
    width = len(str(EVEN.m - 1))
    assert room.text(".count") == f"0 / {width}"
    if 10**width > EVEN.m:
        room.press(*"9" * width, Keys.ENTER)
        assert f"highest number is {EVEN.m - 1}" in room.text(".message.unmet")
        room.press(*[Keys.BACKSPACE] * width)
    room.press(*str(BY_HAND.number).zfill(width), Keys.ENTER)
    room.go("number")
    assert int(room.text(".drawn")) == BY_HAND.number
    room.give(room.written(dossier(BY_HAND)))
    assert "has drawn number 3" in room.text(".checks .ok")


def test_numbers_are_typed_digit_by_digit(room: Room) -> None:
    extra = {"contributors": [{"id": "public", "kind": "public", "form": "4x100000"}]}
    room.show(dossier(replace(EVEN, drawn=False, extra=extra)))
    room.go("fixed")
    assert "4 numbers from 00000 to 99999" in room.text(".facts")
    room.go("roll")
    assert len(room.driver.find_elements(By.CSS_SELECTOR, ".group")) == 4
    room.press(*"00042999990000112345", Keys.ENTER)
    room.go("number")
    assert room.text(".drawn").isdigit()


def test_sealed_values_are_pasted_and_held_against_their_commitments(room: Room) -> None:
    room.show(held(NO_BEACON, upto=5))
    room.go("brought")
    fields = room.driver.find_elements(By.CSS_SELECTOR, ".field input")
    for field, value in zip(fields, (SECRETS["amina"], "f" * 64, SECRETS["chloe"]), strict=True):
        field.send_keys(value, Keys.TAB)
    room.wait(lambda: "missing" not in judged(room))
    assert judged(room) == ["right", "wrong", "right"]
    fields = room.driver.find_elements(By.CSS_SELECTOR, ".field input")
    fields[1].clear()
    fields[1].send_keys(SECRETS["bruno"], Keys.TAB)
    room.wait(lambda: judged(room) == ["right"] * 3)
    room.driver.execute_script("document.activeElement.blur()")
    room.roll()
    room.go("number")
    assert int(room.text(".drawn")) == recorded(held(NO_BEACON))


def judged(room: Room) -> list[str]:
    marks = room.driver.find_elements(By.CSS_SELECTOR, ".judged")
    return [mark.get_attribute("class").split()[-1] for mark in marks]


def test_the_beacon_comes_after_the_dice(room: Room) -> None:
    plain = Ceremony(commits={}, revealed=(), beacon=beacon_of(ROUND))
    room.show(held(plain, upto=5))
    room.roll(last=False)
    room.go("beacon")
    field = room.driver.find_element(By.ID, "signature")
    field.send_keys(ROUNDS[ROUND][:-2] + "00", Keys.TAB)
    room.wait(lambda: judged(room) == ["wrong"])
    field = room.driver.find_element(By.ID, "signature")
    field.clear()
    field.send_keys(ROUNDS[ROUND], Keys.TAB)
    room.wait(lambda: judged(room) == ["right"])
    room.driver.execute_script("document.activeElement.blur()")
    room.go("number")
    assert int(room.text(".drawn")) == recorded(held(plain))


def test_letters_have_a_seed_and_the_command_draws_them(room: Room) -> None:
    room.show(waves())
    room.go("fixed")
    assert "Letters" in room.text("#where") + room.text(".facts")
    room.go("roll")
    room.press(Keys.ENTER)
    room.go("number")
    assert len("".join(room.text(".fingerprint").split())) == 64
    room.go("check")
    assert "same seed" in room.text(".checks .ok")


def test_a_later_draw_is_of_the_seats_that_are_open(room: Room) -> None:
    assembly = Assembly(PEOPLE)
    for pid in assembly.life.seated[:2]:
        assembly.leave(pid)
    drawn = assembly.replace()
    room.show(assembly.files)
    room.go("fixed")
    assert "Replacements, draw 1" in room.text("#where")
    assert room.text(".facts dd").startswith("2\n")
    room.go("roll")
    room.press(Keys.ENTER)
    room.go("references")
    short = references_in(assembly.files)
    assert room.text(".references li").split("\n") == [short[pid] for pid in drawn]
    room.go("check")
    assert room.text("#verdict") == "✓ The program has drawn what this page has found."


def test_a_page_written_after_the_draw_compares_with_the_journal(room: Room) -> None:
    room.show(DRAWN)
    room.go("roll")
    assert "on record" in room.text(".message")
    room.press(Keys.ENTER)
    room.go("number")
    assert int(room.text(".drawn")) == recorded(DRAWN)
    room.go("check")
    assert "✓" in room.text("#verdict") and "has drawn number" in room.text(".checks .ok")


def number_of(digits: str) -> int:
    """The number that these dice give under the plan of `PLANNED`, by SPEC §4 and §5."""
    contributions = sha(f"public|{digits.ljust(64, '0')}\n".encode())
    seed = h("seed", sha(PLANNED["public/plan.json"]), contributions, "none", "0", "none")
    return int(h("int", h("stage", seed, "panel"), "0"), 16) % EVEN.m


def test_other_dice_than_those_on_record_are_seen(room: Room) -> None:
    room.show(DRAWN)
    room.roll(next(dice for dice in ("1" * 20, "2" * 20, "3" * 20) if number_of(dice) != recorded(DRAWN)))
    room.go("number")
    other = int(room.text(".drawn"))
    assert other != recorded(DRAWN)
    room.go("check")
    assert "✗" in room.text("#verdict") and f"this page finds {other}" in room.text(".checks .failed")


def test_a_dossier_of_another_plan_and_one_that_is_forged_are_seen(room: Room) -> None:
    room.show(PLANNED)
    room.roll()
    room.give(room.written(dossier(HOMES)))
    assert "another plan" in room.text(".checks .failed") and "✗" in room.text("#verdict")
    forged = {**DRAWN, "public/panel.csv": DRAWN["public/panel.csv"].replace(b"\np", b"\nq", 1)}
    room.folder = room.folder / "forged"
    room.give(room.written(forged))
    assert "VERDICT" in room.text(".checks .failed") and "✗" in room.text("#verdict")


def test_the_folder_is_dropped_on_any_scene(room: Room) -> None:
    room.show(PLANNED)
    room.roll()
    folder = str(room.written(DRAWN))
    data = {"items": [], "files": [folder], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        room.driver.execute_cdp_cmd(
            "Input.dispatchDragEvent", {"type": kind, "x": 500, "y": 300, "data": data}
        )
    room.wait(lambda: "has drawn number" in room.text(".checks .ok"))
    assert room.scene == "check"


def test_a_page_without_the_guarantors_part_counts_no_seats(room: Room) -> None:
    room.show({name: data for name, data in PLANNED.items() if not name.startswith("guarantors/")})
    room.roll()
    assert "panel" not in [*room.scenes()]
    assert "cannot be counted here" in room.text(".checks .waiting")


def test_a_draw_without_quotas_has_no_scene_of_them(room: Room) -> None:
    room.show(dossier(replace(PLAIN, drawn=False)))
    room.roll()
    scenes = list(room.scenes())
    assert not [scene for scene in scenes if scene.startswith(("quotas", "panel"))]
    assert "references" in scenes
    room.go("check")
    assert "Quotas met" not in room.text(".checks") and "guarantors" not in room.text(".checks")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_rehearsal_says_so_in_every_scene(room: Room, language: str) -> None:
    room.show(dossier(replace(REHEARSAL, drawn=False)), language)
    room.roll()
    for _ in room.scenes():
        assert re.search("RÉPÉTITION|REHEARSAL", room.text("#mark"))


def test_both_languages_say_the_same_scenes(room: Room) -> None:
    room.show(PLANNED, "fr")
    room.press("l")
    assert room.driver.execute_script("return document.documentElement.lang") == "en"
    room.press("l")
    room.roll()
    said = {}
    for language in ("fr", "en"):
        said[language] = [room.text("main h1") for _ in room.scenes()]
        room.press("l")
    assert len(said["fr"]) == len(said["en"]) and set(said["fr"]).isdisjoint(said["en"])
    assert room.driver.execute_script("return document.title") == "Tirage au sort public"


def hostile() -> Files:
    name = "</script><script>alert(1)</script><b>x</b>\u202e\x1b é"
    quotas = ((name, (("F", 2, 2), ("M", 2, 2))), EVEN.quotas[1])
    files = dossier(replace(EVEN, quotas=quotas, drawn=False))
    return {**files, "public/rules.json": canon({"name": f"{name} <img src=x onerror=alert(1)>"})}


def test_a_hostile_name_is_text_and_nothing_else(room: Room) -> None:
    room.show(hostile())
    assert "</script>" in room.text("h1") and "\\x1b" in room.text("h1") and "\\u202e" in room.text("h1")
    room.go("quotas")
    assert "</script>" in room.text("caption") and "é" in room.text("caption")
    room.roll()
    for _ in room.scenes():
        assert room.driver.find_elements(By.CSS_SELECTOR, "main b:not(.part b), img") == []


def many() -> Case:
    """As many rows as a large city has, with long names."""
    names = [f"quartier de la Porte {n}, entre voies" for n in range(1, 43)]
    quotas = (*EVEN.quotas, ("secteur", tuple((name, 0, 4) for name in names)))
    people = tuple((pid, home, (*features, names[n])) for n, (pid, home, features) in enumerate(EVEN.people))
    return replace(EVEN, quotas=quotas, people=people, drawn=False)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("case", [replace(EVEN, drawn=False), many()], ids=["small", "many"])
def test_every_scene_is_on_one_screen_and_can_be_read_from_the_last_row(
    room: Room, case: Case, size: tuple[int, int]
) -> None:
    room.screen(*size)
    room.show(dossier(case), "fr")
    room.roll()
    for scene in room.scenes():
        assert (scene, room.driver.execute_script(SPILT)) == (scene, [0, 0, 0])
        # A fiftieth of the height, and an eightieth where lines are to be copied.
        least = size[1] / (80 if scene in {"steps", "number"} else 52)
        assert (scene, room.driver.execute_script(SMALLEST) >= least) == (scene, True)


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_axe_has_nothing_to_object_to_and_nothing_is_wider_than_the_screen(
    room: Room, width: int, axe: str
) -> None:
    room.screen(width, 720)
    room.show(dossier(replace(REHEARSAL, drawn=False)))
    room.roll()
    for scene in room.scenes():
        said = objections(room.driver, axe, also={"color-contrast-enhanced"})
        assert (scene, said) == (scene, [])
        assert room.driver.execute_script("return document.documentElement.scrollWidth") <= width


def test_the_focus_is_seen_and_goes_to_the_scene(room: Room) -> None:
    room.show(PLANNED)
    room.go("fixed")
    assert room.driver.switch_to.active_element.tag_name == "h1"
    room.press(Keys.TAB)
    outline = "return getComputedStyle(document.activeElement).outlineStyle"
    assert room.driver.switch_to.active_element.tag_name in {"button", "body"}
    assert room.driver.execute_script(outline) == "solid"


def test_a_telephone_has_keys_to_touch(room: Room) -> None:
    room.screen(360, 740)
    room.show(PLANNED)
    room.go("roll")
    for digit in DIGITS:
        room.driver.find_element(By.XPATH, f"//*[@class='pad']/button[.='{digit}']").click()
    room.driver.find_element(By.XPATH, "//*[@class='pad']/button[.='Confirm']").click()
    room.go("number")
    assert int(room.text(".drawn")) == recorded(DRAWN)


def test_all_scenes_are_printed_one_a_sheet(room: Room) -> None:
    room.show(dossier(replace(REHEARSAL, drawn=False)))
    room.roll()
    options = {"preferCSSPageSize": True, "printBackground": True}
    printed = base64.b64decode(room.driver.execute_cdp_cmd("Page.printToPDF", options)["data"])
    reader = PdfReader(io.BytesIO(printed))
    assert {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in reader.pages} == {
        (842, 595)
    }
    assert len(reader.pages) == room.count
    assert all("REHEARSAL" in sheet.extract_text() for sheet in reader.pages)


def test_the_page_cannot_reach_a_network_even_if_it_wanted(room: Room) -> None:
    room.show(PLANNED)
    script = """
    const done = arguments[0];
    fetch('https://example.org/').then(() => done('reached'), () => done('refused'));
    """
    assert room.driver.execute_async_script(script) == "refused"
    assert any("Content Security Policy" in each["message"] for each in room.driver.get_log("browser"))
