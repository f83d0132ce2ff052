"""The panel of a region: every record that a number rests on is named with its region and its link."""

from collections.abc import Callable
from dataclasses import replace

from dashboard.markup import to_html
from dashboard.region_parts import MANY, records_part
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
