import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
STEPS = "The web app reads the pipeline's contract (declarations, tables, engine), never its steps"
CONTRACT = "The contract of the pipeline does not know its steps"


def test_every_part_of_the_pipeline_is_either_a_step_or_part_of_its_contract() -> None:
    steps = set(contract(STEPS)["forbidden_modules"])
    open_parts = set(contract(CONTRACT)["source_modules"])
    parts = {f"etl.{path.stem}" for path in (ROOT / "etl").iterdir() if path.suffix == ".py" or is_package(path)}
    about_catalogue = {part for part in parts if part.startswith("etl.catalogue_")}
    assert steps & open_parts == set()
    assert parts - steps - open_parts == {"etl.__init__", "etl.wording"} | about_catalogue
    assert (steps | open_parts) - parts == set()


def is_package(path: Path) -> bool:
    return (path / "__init__.py").exists()


def contract(name: str) -> dict[str, list[str]]:
    (found,) = [item for item in CONTRACTS if item["name"] == name]
    return found  # type: ignore[no-any-return]
