"""Writes the page that leads to the official channels; this site itself takes no reports."""

from markupsafe import Markup

from dashboard.elements import Child, el, join
from dashboard.guide.parts import DATA_LANGUAGE, Opening, Section, facts, is_address, page, quoted, site_of, source
from dashboard.invitation import invitation
from dashboard.languages import spoken
from dashboard.plain_pages import Asked
from dashboard.reference import Channel
from dashboard.wording import text
from etl.catalogue import Language

PATH = "/lapor"
STEPS = ("note", "channel", "keep")
EVIDENCE = ("what", "who", "when", "where", "picture", "witness")


def write(asked: Asked) -> str:
    """Write the whole document."""
    lang = asked.lang
    opening = Opening(
        title=text("report_title", lang),
        heading=text("report_heading", lang),
        lead=text("report_lead", lang),
        after=el("p", text("report_not_here", lang), class_="warning strong"),
    )
    sections = [
        Section("langkah", text("report_steps_heading", lang), _steps(lang)),
        Section("kanal", text("report_channels_heading", lang), _channels(asked)),
        Section("bukti", text("report_evidence_heading", lang), _evidence(lang)),
        Section("perlindungan", text("report_protection_heading", lang), _protection(lang)),
        Section("sumber", text("report_source_heading", lang), _source_of_numbers(lang)),
    ]
    return page(asked, opening, sections)


def _steps(lang: Language) -> Markup:
    steps = (
        el("li", el("strong", text(f"report_step_{step}_head", lang)), " ", text(f"report_step_{step}", lang))
        for step in STEPS
    )
    rules = el("a", text("report_rules_link", lang), href=spoken("/aturan", lang))
    return join(el("ol", *steps, class_="steps"), el("p", text("report_rules", lang), " ", rules, "."))


def _channels(asked: Asked) -> Markup:
    lang, channels = asked.lang, asked.snapshot.reference.channels
    open_ones = [channel for channel in channels if not channel.is_closed]
    closed = [channel for channel in channels if channel.is_closed]
    if not open_ones:
        return el("p", text("report_channels_none", lang), class_="empty")
    return join(
        el("p", text("report_channels", lang)),
        el("p", text("guide_in_indonesian", lang), class_="hint") if lang != DATA_LANGUAGE else None,
        el("ul", *(_channel(channel, lang) for channel in open_ones), class_="cards"),
        _closed(closed, asked) if closed else None,
    )


def _channel(channel: Channel, lang: Language) -> Markup:
    entries: list[tuple[str, Child]] = [
        (text("channel_address", lang), _contact(channel, lang)),
        (text("channel_operator", lang), quoted(channel.operator, lang)),
        (text("channel_audience", lang), quoted(channel.audience, lang)),
    ]
    note = [(text("channel_note", lang), quoted(channel.note, lang))] if channel.note else []
    origin = (text("guide_source", lang), source(channel.url))
    return el("li", el("h3", quoted(channel.name, lang)), facts([*entries, *note, origin]))


def _contact(channel: Channel, lang: Language) -> Markup:
    if channel.contact is None:
        return el("span", text("channel_no_address", lang), class_="unstated")
    if is_address(channel.contact):
        return el("a", site_of(channel.contact), href=channel.contact, rel="noopener", class_="address")
    return quoted(channel.contact, lang)


def _closed(channels: list[Channel], asked: Asked) -> Markup:
    """Name the channels that people may still have heard of, without leading anybody there."""
    lang = asked.lang
    rows = (
        el(
            "li",
            el("p", el("strong", quoted(channel.name, lang)), f" ({channel.operator}) ", _gone(channel, asked)),
            el("p", quoted(channel.note, lang)) if channel.note else None,
            el("p", text("guide_source", lang), ": ", source(channel.url), class_="hint"),
        )
        for channel in channels
    )
    return join(
        el("h3", text("report_closed_heading", lang)),
        el("p", text("report_closed", lang)),
        el("ul", *rows, class_="cards closed"),
    )


def _gone(channel: Channel, asked: Asked) -> Markup:
    state = asked.edition.catalogue.fields["channel_state"]
    return el("span", state.value_label(channel.state, asked.lang), class_="gone")


def _evidence(lang: Language) -> Markup:
    points = (
        el("li", el("strong", text(f"report_evidence_{name}_head", lang)), " ", text(f"report_evidence_{name}", lang))
        for name in EVIDENCE
    )
    return join(
        el("p", text("report_evidence", lang)),
        el("ul", *points, class_="points"),
        el("p", text("report_evidence_care", lang)),
    )


def _source_of_numbers(lang: Language) -> Markup:
    """Tell a report, which this site does not take, from a public source, which it does."""
    return join(el("p", text("report_source", lang)), invitation(lang))


def _protection(lang: Language) -> Markup:
    asks = (el("li", text(f"report_protection_ask_{name}", lang)) for name in ("name", "who", "hidden"))
    return join(
        el("p", text("report_protection", lang)),
        el("ul", *asks, class_="points"),
        el("p", text("report_protection_where", lang)),
    )
