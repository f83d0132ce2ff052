"""Sets the evaluation as PDF with Typst: vector, fonts embedded, the same bytes on every machine."""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import typst

from dashboard.charts.drawing import WIDE, as_print
from dashboard.charts.trend import draw_trend
from dashboard.evaluation import words
from dashboard.evaluation.view import EvaluationView
from dashboard.languages import language
from dashboard.sentences import background, headline, trend_alt
from dashboard.wording import text
from etl.describe import Edition, citation

TEMPLATE = Path(__file__).with_name("sheet.typ")
KEPT_SHEETS = 64
"""Sheets kept in memory, about 60 kB each."""


def write_sheet(view: EvaluationView, edition: Edition, address: str) -> bytes:
    """Set a PDF.

    Args:
        view: what it says.
        edition: the release that it is made from.
        address: of the page that it belongs to.
    """
    content = json.dumps(_content(view, edition, address), ensure_ascii=False, sort_keys=True)
    return _set(content, edition.created_at)


@lru_cache(maxsize=KEPT_SHEETS)
def _set(content: str, created_at: str) -> bytes:
    compiler = typst.Compiler(TEMPLATE.read_bytes(), ignore_system_fonts=True, sys_inputs={"data": content})
    pages = compiler.compile(format="pdf", timestamp=datetime.fromisoformat(created_at))
    # One file whatever the number of pages: the library's types leave that open, since images come one a page.
    return cast("bytes", pages)


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
            "drawing": as_print(draw_trend(view.trend, width=WIDE)),
            "alt": trend_alt(view.trend),
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
