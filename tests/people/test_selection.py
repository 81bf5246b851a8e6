"""Who gets a letter, by DuckDB, against the words of the rule in plain Python."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.dossiers import table
from support.frames import in_memory
from support.waves import by_hand, someone
from support.worlds import at_first, rules

from tirage.forecast.allocation import Stratum
from tirage.forecast.letters import share_out
from tirage.people.letters.selection import EligibleFrame

STAGE = "20c510b6b22a8ebb79ce9cfa0a2e60ec7fb551374013730435d5433aedbcdcbd"

people = st.lists(
    st.tuples(
        st.sampled_from(["roll/1/F", "roll/1/M", "cards"]), st.sampled_from(["", "", "h1", "h2", "h3"])
    ),
    max_size=25,
).map(
    lambda rows: tuple(
        (pid, *row) for pid, row in zip(sorted(map(someone, range(len(rows)))), rows, strict=True)
    )
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people,
    st.fixed_dictionaries(dict.fromkeys(("roll/1/F", "roll/1/M", "cards"), st.integers(0, 9))),
    st.data(),
)
def test_the_query_is_the_rule(
    tmp_path: Path,
    people: tuple[tuple[str, str, str], ...],
    letters: dict[str, int],
    data: st.DataObject,
) -> None:
    before = {pid for pid, _, _ in people if data.draw(st.booleans())} if data.draw(st.booleans()) else set()
    frame, earlier = tmp_path / "frame.csv", tmp_path / "letters's-1.csv"
    frame.write_bytes(table(("pid", "stratum", "household", "idc"), *((*row, "ab") for row in people)))
    earlier.write_bytes(table(("pid", "stratum"), *((pid, "roll/1/F") for pid in sorted(before))))
    with closing(in_memory()) as store:
        hat = EligibleFrame(store, [frame], [earlier])
        drawn, found, counted = hat.draw(letters, STAGE), hat.people(), hat.homes()
    assert drawn == by_hand(people, letters, before, STAGE)
    homes = {home for pid, _, home in people if home and pid in before}
    could = [s for pid, s, home in people if pid not in before and home not in homes]
    assert found == {
        s: (sum(other == s for _, other, _ in people), could.count(s)) for s in {s for _, s, _ in people}
    }
    assert list(found) == sorted(found)
    left = {home or pid: s for pid, s, home in reversed(people) if pid not in before and home not in homes}
    assert counted == Counter(left.values())


def test_of_16000_letters_as_many_are_planned_as_there_are_homes(tmp_path: Path) -> None:
    """16,500 people in 11,933 homes: couples across two strata, and sisters in one."""
    pids = sorted(map(someone, range(16_500)))
    homes = [f"h{1 + i // 2}" if i < 9134 else "" for i in range(16_500)]
    his = [int(pids[i - i % 2][-1], 16) % 2 for i in range(6000)]
    people = [(pid, "MF"[(i + his[i]) % 2 if i < 6000 else 1], homes[i]) for i, pid in enumerate(pids)]
    frame = tmp_path / "frame.csv"
    frame.write_bytes(table(("pid", "stratum", "household", "idc"), *((*row, "ab") for row in people)))
    with closing(in_memory()) as store:
        hat = EligibleFrame(store, [frame], [])
        strata = tuple(Stratum(s, "", (s,), could, 20_000) for s, (_, could) in hat.people().items())
        now = replace(at_first(rules()), strata=strata, homes=hat.homes())
        chosen = share_out(now, 16_000, Fraction(0))
        drawn = hat.draw(chosen.letters, STAGE)
    assert now.all_homes == 11_933
    fits = share_out(now, 3000, Fraction(0))
    assert (fits.total, fits.homes) == (3000, None)
    assert (chosen.asked, chosen.homes, chosen.total) == (16_000, 11_933, 11_933)
    assert all(chosen.letters[s] <= now.homes[s] for s in "FM")
    # Where a couple has people of two strata, its letter goes to one of them: chance leaves some to want.
    assert 11_800 < len(drawn) < 11_933


def test_a_stage_that_is_no_field_of_a_line_is_refused(tmp_path: Path) -> None:
    frame = tmp_path / "frame.csv"
    frame.write_bytes(table(("pid", "stratum", "household", "idc"), ("ab", "s", "", "cd")))
    with closing(in_memory()) as store, pytest.raises(ValueError, match="field"):
        EligibleFrame(store, [frame], []).draw({"s": 1}, "a|b")
