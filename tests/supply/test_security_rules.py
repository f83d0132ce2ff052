"""Whatever bandit finds in the code was judged by a person, and the reason stands where it was found."""

import json
import re
import subprocess
import sys
import tomllib
from functools import lru_cache
from typing import Any

from tests.supply.pins import ROOT

CODE = ("geo", "etl", "dashboard")
IMPORTS = {"B403", "B404", "B405", "B406"}
JUDGED = re.compile(r"# noqa: (?P<rules>[A-Z\d, ]*\d) (?:\(|- )\w")


@lru_cache(maxsize=1)
def findings() -> list[dict[str, Any]]:
    """Return what bandit finds with all its rules; what is marked for it alone is left out."""
    command = [sys.executable, "-m", "bandit", "--quiet", "--format", "json", "--recursive", *CODE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return json.loads(done.stdout)["results"]  # type: ignore[no-any-return]


def is_judged(finding: dict[str, Any]) -> bool:
    """Tell whether a line of the finding names the same rule of ruff, with a reason."""
    lines = (ROOT / finding["filename"]).read_text(encoding="utf-8").splitlines()
    marks = filter(None, (JUDGED.search(lines[number - 1]) for number in finding["line_range"]))
    return any(finding["test_id"].replace("B", "S") in mark["rules"] for mark in marks)


def test_all_that_bandit_finds_has_its_reason_where_it_stands() -> None:
    found = [one for one in findings() if one["test_id"] not in IMPORTS]
    assert found, "bandit found nothing: does it run?"
    assert [f"{one['filename']}:{one['line_number']} {one['test_id']}" for one in found if not is_judged(one)] == []


def test_only_rules_that_found_something_are_left_out() -> None:
    skipped = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["bandit"]["skips"]
    assert set(skipped) == {one["test_id"] for one in findings()}
