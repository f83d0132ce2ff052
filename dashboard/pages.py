"""Declares the pages of the site once: navigation, site map and error answers are derived from it."""

from dataclasses import dataclass

from dashboard.languages import spoken
from dashboard.wording import text

ENDPOINT = "page_"
"""Begins the endpoint of every plain page, so that the server knows them from what Dash would answer to anything."""


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page that the head of every page leads to; ``key`` names the words of its link."""

    path: str
    key: str


SITE_PAGES = (
    SitePage("/", "home_link"),
    SitePage("/peringkat", "peringkat_link"),
    SitePage("/banding", "banding_link"),
    SitePage("/deklarasi", "deklarasi_link"),
    SitePage("/data", "data_page_link"),
    SitePage("/sematkan", "sematkan_link"),
    SitePage("/aturan", "rules_link"),
    SitePage("/lapor", "report_link"),
    SitePage("/metode", "metode_link"),
)
PATHS = tuple(page.path for page in SITE_PAGES)


def ways(lang: str, **addresses: str) -> dict[str, str]:
    """Return where the head of a page leads to: path -> address.

    Args:
        lang: language of the page.
        addresses: addresses that differ, by the text key of their page, such as one that keeps to an older release.
    """
    return {page.path: addresses.get(page.key, spoken(page.path, lang)) for page in SITE_PAGES}


def words(path: str, lang: str) -> str:
    """Return the words of the link to a page."""
    return text(next(page.key for page in SITE_PAGES if page.path == path), lang)
