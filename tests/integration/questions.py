"""Makes up questions to every route of the site: sensible ones, near misses, and what nobody should send."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, quote_from_bytes

from hypothesis import strategies as st
from werkzeug.routing import Rule

from dashboard.graphics.registry import CHARTS
from etl.catalogue import load_catalogue

CATALOGUE = load_catalogue()
MARK = "zz9"
HOSTILE = (f'"><{MARK}>', f"' {MARK}=' ", f'" {MARK}="', f"{{{{{MARK}}}}}", f"</script><{MARK}>", f"]]><{MARK}/>")
ODD = (
    *HOSTILE,
    *("", " ", "\x00", "\r\nX-Palsu: ya", "\u202e", "\ufffe", "\ud800", "..", "../../etc/passwd", "%", "%zz", "%00"),
    *(
        "0x1",
        "-1",
        "1e309",
        "nan",
        "\u0661\u0661",
        "2024-13",
        "2024-1",
        "99999999999999999999",
        "null",
        "[]",
        "a" * 3000,
    ),
    *("' OR 1=1 --", "=1+1", "http://lain.example/", "//lain.example", "\\\\lain", "javascript:alert(1)"),
)
TRUE = (
    *("00", "0", "11", "34", "3402", "9999", "31", "pilkada-2024", "pemilu-2024", "dugaan", "sanksi", "orang", "kasus"),
    *("publikasi", "2024-01", "2024-11", "2099-12", "en", "id", "1", "gelap", "cetak", "640", "2400", "2401", "ubin"),
    *("peta-pelanggaran", "profil-wilayah", "ringkasan", "json", "csv", "xml", "per_10000", "nasional", "bantul"),
    *("http://localhost/embed/peta-pelanggaran", "http://localhost/wilayah/3402", "kabupaten_kota", "peta.html"),
)
MORE_NAMES = (
    *("q", "unduh", "periode", "rilis", "batas", "lewati", "pesan", "url", "format", "maxwidth", "maxheight", "lebar"),
    *(
        "skala",
        "tema",
        "judul",
        "interaktif",
        "childId",
        "peta",
        "ukuran",
        "grafik",
        "lang",
        "fbclid",
        "",
        "[]",
        "tahap[]",
    ),
)
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "ZZ9")
HEADERS: Mapping[str, tuple[str, ...]] = {
    "Accept": ("*/*", "text/html", "application/json", "image/webp;q=zz", "text/html;q=-1", ",;,", "a" * 5000),
    "Accept-Encoding": ("br", "gzip", "br;q=0, gzip;q=0, identity;q=0", "zstd", "*;q=0", "br;q=nan", "gzip;q=1e309"),
    "Accept-Language": ("en", "id;q=0.1", "\xff"),
    "If-None-Match": ("*", '"a"', 'W/"', '"' * 999, "\xff"),
    "If-Modified-Since": ("Thu, 01 Jan 1970 00:00:00 GMT", "kemarin", "Fri, 31 Dec 9999 23:59:59 GMT"),
    "If-Range": ('"a"', "kemarin"),
    "Range": ("bytes=0-0", "bytes=-1", "bytes=9999999999-", "bytes=5-1,1-5", "baris=1-2", "bytes=" + "0-1," * 500),
    "Host": ("", "a", f'a"><{MARK}>', "[::1", "a:99999", "\xff.example", "a" * 5000, "a/b?c#d", "a@b"),
    "X-Forwarded-For": ("203.0.113.9", "a" * 3000, "\xff"),
    "X-Forwarded-Host": (f'"><{MARK}>',),
    "X-Forwarded-Proto": ("https", f"<{MARK}>"),
    "X-Request-ID": ("a" * 64, f"<{MARK}>"),
    "Origin": ("null", "https://lain.example"),
    "Referer": (f"https://lain.example/<{MARK}>",),
    "Cookie": (f"a=<{MARK}>", ";" * 900),
    "Content-Type": ("application/json", "multipart/form-data; boundary=a", "a/b; charset=zz9", "\xff"),
    "Content-Length": ("0", "5", "99999999999", "-1", "dua"),
    "Authorization": ("Bearer a", "Basic !!", "Bearer \xff"),
    "Upgrade": ("websocket", "h2c"),
    "Transfer-Encoding": ("chunked",),
}
BODIES = (
    b"",
    b"",
    b"",
    b"",
    b"{",
    b"[]",
    b'{"output": "a"}',
    b"\xff\xfe",
    b"[" * 9000,
    b'{"output": {"a": 1}, "inputs": 1}',
)


@dataclass(frozen=True)
class Question:
    """One request, as it goes to the application."""

    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    address: str


def texts() -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(TRUE), st.sampled_from(ODD), st.text(max_size=12))


def written(value: str, *, raw: bool) -> str:
    """Write a value into an address as a browser would, or as nobody should."""
    return value if raw and value.isascii() else quote(value.encode("utf-8", "surrogatepass"), safe="")


words = st.one_of(
    st.builds(written, texts(), raw=st.booleans()),
    st.binary(max_size=6).map(lambda given: quote_from_bytes(given, safe="")),
)
names = st.one_of(st.sampled_from((*CATALOGUE.parameters, *MORE_NAMES)), words)
sound = st.sampled_from(
    [f"{one.name}={value}" for one in CATALOGUE.parameters.values() for value in one.values or TRUE]
)
pairs = st.builds("{}={}".format, names, words)
queries = st.lists(st.one_of(sound, sound, pairs), max_size=5).map("&".join)
headers = st.lists(
    st.sampled_from(sorted(HEADERS)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(HEADERS[name]))),
    max_size=3,
    unique_by=lambda pair: pair[0],
).map(tuple)
addresses = st.builds("203.0.{}.{}".format, st.integers(0, 255), st.integers(0, 255))


FILLINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("00", "11", "34", "3402", "9171", "3171", "0"),
    "chart": tuple(CHARTS),
    "table": ("wilayah", "ringkasan", "pelanggaran"),
    "file_name": ("wilayah.json",),
    "filename": ("halaman.css", "ikon.svg"),
}


def filled(part: str) -> st.SearchStrategy[str]:
    """Fill a place of a pattern, mostly with what fits."""
    choices = re.match(r"<any\((.*)\)", part)
    fitting = tuple(choices[1].split(", ")) if choices else FILLINGS.get(name_of(part), TRUE)
    return st.one_of(st.sampled_from(fitting), st.sampled_from(fitting), st.sampled_from(fitting), words)


def name_of(part: str) -> str:
    return part.strip("<>").rpartition(":")[2]


@st.composite
def questions(draw: st.DrawFn, rules: list[Rule]) -> Question:
    """Fill the pattern of a route."""
    chosen = draw(st.sampled_from(rules))
    path = "".join(draw(filled(part)) if dynamic else part for dynamic, part in parts(chosen.rule))
    fitting = sorted((chosen.methods or set()) - {"OPTIONS", "HEAD"}) or ["GET"]
    return Question(
        method=draw(st.sampled_from(fitting * 20 + list(METHODS))),
        path=path + draw(st.sampled_from(("",) * 16 + ("/", "/.", "%2f..", ";a"))),
        query=draw(queries),
        headers=draw(headers),
        body=draw(st.sampled_from(BODIES)),
        address=draw(addresses),
    )


def parts(rule: str) -> Iterable[tuple[bool, str]]:
    """Split a pattern: what is to be filled, and what is not."""
    return [(part.startswith("<"), part) for part in re.split(r"(<[^>]+>)", rule) if part]
