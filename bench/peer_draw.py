"""Runs inside the peer's environment: one draw of a lottery of M panels by sortition-algorithms.

    python peer_draw.py PEOPLE FEATURES SEATS PANELS ALGORITHM BACKEND SEED

Prints one JSON object: whether it succeeded, the algorithm that really ran, the chances that its lottery
gives, and the panel that its own seed would draw from it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from sortition_algorithms import adapters, core
from sortition_algorithms.settings import Settings


def main(
    people_csv: str, features_csv: str, seats: int, panels: int, algorithm: str, backend: str, seed: int
) -> None:
    """Draw and print; the peer's own messages go to stderr."""
    settings = Settings(
        id_column="id",
        columns_to_keep=["name"],
        check_same_address=True,
        check_same_address_columns=["address1", "zip"],
        selection_algorithm=algorithm,
        solver_backend=backend,
        random_number_seed=seed,
    )
    data = adapters.SelectionData(
        adapters.CSVFileDataSource(
            features_file=Path(features_csv),
            people_file=Path(people_csv),
            already_selected_file=None,
            selected_file=Path("unused-selected.csv"),
            remaining_file=Path("unused-remaining.csv"),
        )
    )
    features, _ = data.load_features(seats)
    people, _ = data.load_people(settings, features)
    success, lottery, report = core.run_stratification(
        features, people, seats, settings, number_selections=panels
    )
    text = report.as_text()
    print(text, file=sys.stderr)
    counts = Counter(person for panel in lottery for person in panel)
    everyone = [counts[person] for person in people]
    drawn = ",".join(sorted(lottery[0])) if lottery else ""
    print(
        json.dumps(
            {
                "success": success,
                "asked": algorithm,
                "used": "maximin" if "Switching to the simpler maximin" in text else algorithm,
                "panels": len(lottery),
                "least": min(everyone) / panels,
                "largest": max(everyone) / panels,
                "never": sum(not count for count in everyone),
                "first_panel": hashlib.sha256(drawn.encode()).hexdigest()[:16],
                "versions": {name: version(name) for name in ("sortition-algorithms", "highspy", "numpy")},
            }
        )
    )


if __name__ == "__main__":
    people_path, features_path, seats_text, panels_text, algorithm_name, backend_name, seed_text = sys.argv[
        1:
    ]
    main(
        people_path,
        features_path,
        int(seats_text),
        int(panels_text),
        algorithm_name,
        backend_name,
        int(seed_text),
    )
