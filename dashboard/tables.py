"""Builds the tables of plain pages."""

from collections.abc import Collection, Iterable, Sequence

from markupsafe import Markup

from dashboard.elements import Child, el


def plain_table(
    heads: Sequence[str], rows: Iterable[Sequence[Child]], *, caption: str | None = None, numeric: Collection[int] = ()
) -> Markup:
    """Build a table whose first cell names its row; it scrolls by itself where it is too wide.

    Args:
        heads: names of the columns.
        rows: one cell for each column.
        caption: what the table shows, for those who cannot see what stands around it.
        numeric: columns whose cells stand right.
    """
    head = el("tr", *(el("th", name, scope="col", class_=_side(index, numeric)) for index, name in enumerate(heads)))
    body = (el("tr", *(_cell(index, cell, numeric) for index, cell in enumerate(row))) for row in rows)
    named = el("caption", caption, class_="quiet") if caption else None
    content = el("table", named, el("thead", head), el("tbody", *body))
    # A keyboard scrolls only what can take the focus, and what takes the focus needs a name.
    if caption is None:
        return el("div", content, class_="table-wrap")
    return el("div", content, class_="table-wrap", role="region", tabindex=0, aria_label=caption)


def _cell(index: int, content: Child, numeric: Collection[int]) -> Markup:
    if index == 0:
        return el("th", content, scope="row")
    wordy = bool(content) and index in numeric and not any(sign.isdigit() for sign in str(content))
    return el("td", content, class_=f"{_side(index, numeric)}{' nothing' if wordy else ''}")


def _side(index: int, numeric: Collection[int]) -> str:
    return "number" if index in numeric else "word"
