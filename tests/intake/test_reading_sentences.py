"""Every way in which a file can be unreadable has a sentence, and every sentence is used."""

import re
from pathlib import Path

import yaml

import etl.intake
from etl.wording import TEXTS, load_wording

CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(etl.intake.__file__).parent.glob("*.py"))
(READING,) = (path for path in TEXTS if path.name == "reading.yml")


def test_every_sentence_of_a_reader_is_used_and_every_code_has_one() -> None:
    codes = set(re.findall(r'(?:unreadable\(\s*name, |unreadable\(layout\.name, |Error\()"([a-z0-9_]+)"', CODE))
    sentences = {key.removeprefix("problem_") for key in yaml.safe_load(READING.read_text(encoding="utf-8"))}
    assert len(codes) > 20
    assert {f"problem_{code}" for code in codes} <= load_wording().keys()
    assert {code for code in sentences if f'"{code}"' not in CODE} == set()
