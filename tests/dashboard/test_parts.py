from collections.abc import Callable

from dashboard.browser_options import browser_options
from dashboard.map_parts import legend_part, map_table
from dashboard.markup import to_html
from dashboard.parts import background_part, headline_part, trend_table
from dashboard.reading import headline_view, map_view, trend_view
from dashboard.release import Snapshot
from dashboard.state import ViewState

NOTE = "Belum ada = belum ada sumber yang menerbitkan angkanya; bukan nol."


def test_a_cell_without_a_number_is_short_and_explained_once(
    snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    written = to_html(trend_table(trend_view(snapshot, state(), "00")), {})
    assert '<td class="number nothing">belum ada</td>' in written
    assert written.count(NOTE) == 1


def test_a_table_full_of_numbers_needs_no_explanation(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    assert NOTE not in to_html(map_table(map_view(snapshot, state()), snapshot), {})


def test_the_legend_counts_one_region_in_the_singular(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    written = to_html(legend_part(map_view(snapshot, state(lang="en"))), {})
    assert 'no number published</span><span class="legend-count">1 region</span>' in written
    assert "1 regions" not in written


def test_the_headline_ends_with_what_its_number_rests_on(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    view = headline_view(snapshot, state(), "00")
    assert to_html(headline_part(view), {}).endswith(to_html(background_part(view), {}))


def test_the_browser_knows_the_titles_of_all_elections(snapshot: Snapshot) -> None:
    options = browser_options(snapshot, "id")
    assert options["country"] == "Indonesia"
    assert options["titles"] == {
        "pilkada-2024": "{subject}: netralitas ASN, Pilkada 2024",
        "pemilu-2024": "{subject}: netralitas ASN, Pemilu 2024",
    }
