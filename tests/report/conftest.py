"""What makes a PDF: without it its tests are skipped, but with CI=true they fail."""

import importlib
import os

import pytest


@pytest.fixture(scope="session")
def weasyprint() -> None:
    """Weasyprint and the libraries of the system that it needs."""
    try:
        importlib.import_module("weasyprint")
    # A DeprecationWarning is how it says that HarfBuzz-Subset is not there.
    except (ImportError, OSError, DeprecationWarning) as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no weasyprint ({missing}); .ci/run installs what the tests need")
        pytest.skip(f"NOT CHECKED: no weasyprint ({missing})")
