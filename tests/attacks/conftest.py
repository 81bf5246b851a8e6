"""Whatever these tests verify, the verifier of the browser verifies too, and it must say the same."""

import pytest


@pytest.fixture(autouse=True)
def _two_verifiers(two_verifiers: None) -> None:
    pass
