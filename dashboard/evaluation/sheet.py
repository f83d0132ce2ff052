"""Sets the evaluation as PDF."""

from pathlib import Path
from typing import Any

from dashboard.charts.drawing import WIDE
from dashboard.charts.trend import draw_trend
from dashboard.evaluation import words
from dashboard.evaluation.view import EvaluationView
from dashboard.languages import language
from dashboard.paper.setting import picture, set_sheet
from dashboard.sentences import background, headline, trend_alt
from dashboard.wording import text
from etl.describe import Edition, citation

TEMPLATE = Path(__file__).with_name("sheet.typ")


def write_sheet(view: EvaluationView, edition: Edition, address: str) -> bytes:
    """Set a PDF.

    Args:
        view: what it says.
        edition: the release that it is made from.
        address: of the page that it belongs to.
    """
    return set_sheet(TEMPLATE, _content(view, edition, address), created_at=edition.created_at)


def _content(view: EvaluationView, edition: Edition, address: str) -> dict[str, Any]:
    lang = view.state.lang
    return {
        "lang": lang,
        "title": words.title(view),
        "publisher": text("site_name", lang),
        "kicker": words.kicker(view),
        "place": view.place.name,
        "headline": headline(view.headline),
        "background": background(view.headline),
        "footer": citation(edition).text(language(lang)),
        "page": text("evaluasi_page", lang),
        "declared": _declared(view),
        "alleged": _alleged(view),
        "trend": {
            "heading": text("evaluasi_trend_heading", lang),
            "picture": picture(draw_trend(view.trend, width=WIDE), trend_alt(view.trend)),
        },
        "outcome": {
            "heading": text("evaluasi_outcome_heading", lang),
            "lines": words.outcome_lines(view),
            "rule": text("evaluasi_outcome_rule", lang),
        },
        "sources": _sources(view),
        "check": {
            "heading": text("evaluasi_check_heading", lang),
            "release": words.release_line(edition, lang),
            "checksum_label": text("evaluasi_checksum", lang),
            "checksum": words.checksum(edition),
            "address": text("evaluasi_address", lang, address=address),
        },
    }


def _declared(view: EvaluationView) -> dict[str, Any]:
    lang = view.state.lang
    return {
        "heading": text("evaluasi_declared_heading", lang),
        "said": " ".join(words.declared(view)),
        "heads": words.step_heads(lang),
        "rows": [words.step_cells(step, lang) for step in view.steps],
    }


def _alleged(view: EvaluationView) -> dict[str, Any]:
    lang = view.state.lang
    return {
        "heading": text("evaluasi_alleged_heading", lang),
        "said": words.growth_note(view),
        "heads": words.stage_heads(lang),
        "rows": list(words.stage_rows(view)),
        "notes": [text("cell_nothing_note", lang), text("region_stages_note", lang)],
    }


def _sources(view: EvaluationView) -> dict[str, Any]:
    told = [(words.source(row, view), row.url) for row in view.sources]
    return {
        "heading": text("evaluasi_sources_heading", view.state.lang),
        "said": words.sources_line(view),
        "rows": [
            {"states": states, "said": said, "link": published, "address": url}
            for (states, said, published), url in told
        ],
    }
