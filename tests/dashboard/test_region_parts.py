"""The panel of a region: every record that a number rests on is named with its region and its link."""

from collections.abc import Callable
from dataclasses import replace

from dashboard.components import html
from dashboard.markup import to_html
from dashboard.region_parts import MANY, record_line, records_part, region_part
from dashboard.region_view import region_view
from dashboard.release import Snapshot
from dashboard.state import ViewState


def shown(snapshot: Snapshot, state: ViewState, code: str, *, copies: int = 1) -> str:
    view = region_view(snapshot, state, code)
    return "".join(to_html(part, {}) for part in records_part(replace(view, fixing=view.fixing * copies), snapshot))


def test_a_record_of_another_region_is_named_with_it(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    assert "4 orang, diproses</strong> · Kabupaten Aceh Selatan · " in shown(snapshot, state(), "11")
    assert "4 orang, diproses</strong> · peristiwa" in shown(snapshot, state(), "1101")


def test_every_record_has_its_link_however_many_there_are(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    found = shown(snapshot, state(), "11", copies=MANY + 7)
    assert found.count('href="https://contoh.example/a"') == MANY + 7
    assert "<summary>Dan 7 catatan lain.</summary>" in found


def test_one_is_singular_in_english(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    """A record of one person is not one of "1 persons"."""
    one = replace(snapshot.violations["V2"], count=1)
    english = to_html(html.P(record_line(one, "en")), {})
    assert "1 person, examined" in english
    assert "1 persons" not in english
    assert "4 persons, examined" in shown(snapshot, state(lang="en"), "1101")


def test_a_missing_number_is_short_in_the_table_and_explained_under_it(
    snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    view = region_view(snapshot, state(), "1101")
    panel = "".join(to_html(part, {}) for part in region_part(view, snapshot, theme="terang"))
    table = panel[panel.index("<table") : panel.index("</table>")]
    assert ">belum ada</td>" in table
    assert "belum ada yang diterbitkan" not in table
