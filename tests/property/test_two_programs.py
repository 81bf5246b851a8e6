"""The draw and its verifier share no code; they must agree on every text that may be rolled."""

from __future__ import annotations

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from tirage.randomness import integers, seeds, tickets
from tirage.verify import lines

TEXTS = st.one_of(
    st.text(min_size=1),
    st.text(alphabet="0123456789 \t\u00a0\u2003\u3000\x1c\u0663\uff15", min_size=1, max_size=80),
).map(lambda text: normalize("NFC", text))
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(TEXTS.filter(str.strip))
def test_the_value_of_a_roll(text: str) -> None:
    value = seeds.contribution_value(text).value
    assert value == lines.contribution_value(text)
    assert len(value) == 64


@given(HASHES, HASHES, st.integers(1, 10**6))
def test_seeds_tickets_and_numbers(plan: str, value: str, panels: int) -> None:
    ours = seeds.contributions_hash({"public": value})
    assert ours == lines.contributions_hash([("public", value)])
    stage = seeds.stage_seed(seeds.seed(plan, ours), "panel")
    assert stage == lines.stage_seed(lines.seed(plan, ours), "panel")
    assert integers.uniform(stage, panels) == lines.uniform(stage, panels)
    assert tickets.ticket(stage, "p1") == lines.ticket(stage, "p1")
    assert seeds.rings_seed(plan) == lines.rings_seed(plan)
