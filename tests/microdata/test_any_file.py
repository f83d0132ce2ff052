"""Files of every shape: each row is either counted or refused, and the counts are those of a plain reading."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.microdata.invented import HEADINGS, count, refused_rows, source, write_csv, write_xlsx
from tests.workplaces import TODAY

REGIONS = {
    "Bantul": "3402",
    "Kab. Bantul": "3402",
    "3402": "3402",
    "34": "34",
    "Kota Yogyakarta": "3471",
    "3301": "3301",
}
OUTSIDE = {"Kota Semarang": "3374", "1101": "1101"}
TYPES = {"medsos": "media_sosial", "media_sosial": "media_sosial"}
STAGES = {"dugaan": "dugaan", "Selesai": "sanksi"}
WRONG = ("", "???", "Jumlah", "nihil", "-", "0812 3456 7890", "Contoh Orang Rekaan", "34.2")
REGION, DAY, KIND, STAGE = (HEADINGS.index(heading) for heading in ("Kab/Kota", "Tanggal", "Jenis", "Tahap"))
Row = tuple[str, ...]


def either(right: dict[str, str]) -> st.SearchStrategy[str]:
    return st.sampled_from(list(right)) | st.sampled_from(list(right)) | st.sampled_from(WRONG)


def day_text(day: date) -> st.SearchStrategy[str]:
    return st.sampled_from((day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y} 08:30"))


DAYS = st.dates(date(2023, 11, 1), date(2025, 1, 31)).flatmap(day_text)
ROWS = st.tuples(
    st.sampled_from([str(number) for number in range(9)]) | st.just(""),
    st.sampled_from(("", "Contoh Rekaan", "Mengetahui,", "0 kasus", "Total Rekaan")),
    either(REGIONS | OUTSIDE),
    DAYS | st.sampled_from(WRONG),
    either(TYPES),
    either(STAGES),
)


def plain_day(text: str) -> str:
    """Read one of the three forms above, without any of the project's code; "" where it is none of them."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
        return f"{match[1]}-{match[2]}"
    if match := re.fullmatch(r"(\d\d?)[/-](\d\d?)[/-](\d{4})( 08:30)?", text):
        return f"{match[3]}-{int(match[2]):02d}"
    return ""


def plain_count(rows: list[Row]) -> Counter[tuple[str, ...]]:
    """Count the records that are right, row by row."""
    counts: Counter[tuple[str, ...]] = Counter()
    keys = set()
    for row in rows:
        region, month = REGIONS.get(row[REGION]), plain_day(row[DAY])
        kind, stage = TYPES.get(row[KIND]), STAGES.get(row[STAGE])
        if region and "2024-01" <= month <= "2024-11" and kind and stage and row[0] and row[0] not in keys:
            keys.add(row[0])
            counts[region, "pilkada-2024", month, kind, stage] += 1
    return counts


def check(rows: list[Row], path: Path, folder: Path) -> None:
    counted = count(source(path), folder=folder)
    assert counted.counts == plain_count(rows)
    assert counted.read == counted.accepted + counted.refused == sum(any(row) for row in rows)
    assert counted.accepted == sum(counted.counts.values())
    assert 0 <= counted.footers <= counted.refused
    kept = refused_rows(counted.quarantined) if counted.refused else []
    assert len(kept) == counted.refused
    assert all(row["alasan"] for row in kept)
    wanted = Counter(tuple(row) for row in rows if any(row))
    back = Counter(tuple(row[heading] for heading in HEADINGS) for row in kept)
    assert back <= wanted


@given(st.lists(ROWS, max_size=40))
def test_every_row_of_a_csv_file_is_counted_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row]
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    check(rows, write_csv(folder / "x.csv", rows), folder / "q")


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROWS, max_size=20))
def test_every_row_of_a_workbook_is_counted_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row]
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    filled = [[cell or None for cell in row] for row in rows]
    check(rows, write_xlsx(folder / "x.xlsx", filled), folder / "q")


@given(st.lists(st.lists(st.sampled_from(("1", "Bantul", "2024-10-12", "medsos", "dugaan", "", "Jumlah")), max_size=8)))
def test_rows_of_any_length_are_counted_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    path = folder / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    counted = count(source(path), folder=folder / "q", today=TODAY)
    assert counted.read == sum(any(row) for row in rows)
    assert counted.read - counted.refused == sum(counted.counts.values())
    assert len(refused_rows(counted.quarantined) if counted.refused else []) == counted.refused
