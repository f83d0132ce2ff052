from collections.abc import Callable

from dashboard.palette import class_of
from dashboard.reading import map_view, rate, trend_view
from dashboard.region_view import region_view
from dashboard.release import Snapshot
from dashboard.state import ViewState
from dashboard.views import Rate


def test_nothing_published_a_stated_zero_and_numbers_are_classes_apart() -> None:
    floors = (1, 2, 5)
    classes = [class_of(value, stated_zero=False, floors=floors) for value in (None, 0, 1, 2, 4, 5, 900)]
    assert classes == [0, 0, 2, 3, 3, 4, 4]
    assert class_of(0, stated_zero=True, floors=floors) == 1


def test_the_map_has_one_class_for_each_region_and_counts_them(
    snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    view = map_view(snapshot, state())
    assert [(entry.place.code, entry.class_index) for entry in view.entries] == [("1101", 4), ("1102", 1), ("1201", 0)]
    assert [entry.count for entry in view.classes] == [1, 1, 0, 0, 1, 0, 0, 0]


def test_an_earlier_month_shows_what_was_known_then(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    view = map_view(snapshot, state(sampai="2024-08"))
    assert view.published == 0


def test_a_chosen_province_outlines_its_kabupaten(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    assert map_view(snapshot, state(wilayah="11")).chosen == {"1101", "1102"}
    assert map_view(snapshot, state(wilayah="1101", tingkat="provinsi")).chosen == {"11"}


def test_the_months_of_a_trend_add_up_to_its_last_number(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    points = trend_view(snapshot, state(), "00").points
    assert sum(point.added for point in points) == points[-1].reading.value == 1200
    assert [point.reading.value for point in points][-3:] == [None, 4, 1200]


def test_a_rate_is_shown_only_for_persons_where_both_numbers_exist(
    snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    aceh, regency = snapshot.places["11"], snapshot.places["1101"]
    assert rate(aceh, snapshot, state()) == Rate(2.5, 20_000, small=True)
    assert rate(aceh, snapshot, state(satuan="kasus")) is None
    assert rate(regency, snapshot, state()) is None


def test_a_region_lists_the_fixing_records_first_and_the_others_apart(
    snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    view = region_view(snapshot, state(), "1101")
    assert [(row.role, row.record.record_id) for row in view.fixing] == [("tersirat", "V2")]
    assert [row.record_id for row in view.others] == ["V3"]
    assert [row.record_id for row in view.declarations] == ["D2", "D1"]
