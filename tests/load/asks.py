"""Says what the three kinds of visitors ask for: addresses of the real site, each as often as one would expect."""

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from dashboard import drawing_library
from dashboard.frame import versioned
from dashboard.graphics.registry import CHARTS
from dashboard.state import STAGES

REGIONS = (
    "3402",
    "3404",
    "3471",
    "1101",
    "3201",
    "3273",
    "3578",
    "5171",
    "7371",
    "9171",
    "1671",
    "6471",
    "5203",
    "7315",
)
PROVINCES = ["34", "32", "33", "35", "73", "11", "52", "31"]
MONTHS = ("2024-08", "2024-09", "2024-10", "2024-11")
TABLES = ("ringkasan", "pelanggaran", "deklarasi", "sumber", "sumber_angka", "wilayah", "jenis")
CALLBACKS = "/_dash-update-component"


class Visitor(StrEnum):
    """The three kinds of visitors, as the README names them."""

    PUBLIC = "masyarakat"
    JOURNALIST = "wartawan"
    OFFICIAL = "pejabat"


@dataclass(frozen=True, slots=True)
class Ask:
    """One request; with a body it is sent to a callback."""

    path: str
    body: bytes = b""


Pool = Sequence[Ask]


def pools() -> Mapping[Visitor, Pool]:
    """Return what each kind of visitor chooses from; an address that stands there twice is asked for twice as often."""
    return {
        Visitor.PUBLIC: tuple(map(Ask, _public())) + tuple(_callbacks()),
        Visitor.JOURNALIST: tuple(map(Ask, _journalist())),
        Visitor.OFFICIAL: tuple(map(Ask, _official())),
    }


def every_ask() -> list[Ask]:
    """Return each request once."""
    return sorted({ask for pool in pools().values() for ask in pool}, key=lambda ask: (ask.path, ask.body))


def choice(pool: Pool, chance: random.Random) -> Ask:
    """Choose what to ask for next."""
    return chance.choice(pool)


def _public() -> Iterable[str]:
    yield from ["/"] * 12
    yield from (f"/?tahap={stage}&sampai={month}" for stage in STAGES for month in MONTHS)
    yield from (f"/?wilayah={code}" for code in REGIONS)
    yield from (f"/wilayah/{code}" for code in (*REGIONS, *PROVINCES))
    yield from ["/deklarasi", "/peringkat", "/cari?q=kota", "/lapor", "/aturan", "/?lang=en", "/metode"] * 2
    yield from ["/warna.css", versioned("halaman.css"), versioned("muat.js"), drawing_library.address(), "/favicon.ico"]


def _journalist() -> Iterable[str]:
    yield from (f"/api/v1/{table}.{suffix}" for table in TABLES for suffix in ("csv", "csv", "json", "xlsx"))
    yield from (f"/api/v1/pelanggaran.csv?wilayah={code}&unduh=1" for code in REGIONS)
    yield from (f"/api/v1/ringkasan.csv?provinsi={code}" for code in PROVINCES)
    yield from ["/data"] * 4 + [f"/data?tabel=pelanggaran&wilayah={code}" for code in REGIONS[:6]]
    yield from ["/api/v1/datapackage.json", "/api/v1/openapi.json", "/rilis.atom", "/api/v1/semua.zip"]
    yield from (f"/grafik/peta-pelanggaran.csv?tahap={stage}" for stage in STAGES)
    yield from (f"/banding?wilayah={one}&wilayah={other}" for one, other in pairwise(REGIONS))


def _official() -> Iterable[str]:
    yield from (f"/embed/{name}" for name in CHARTS for _ in range(3))
    yield from (f"/embed/peta-pelanggaran?provinsi={code}" for code in PROVINCES)
    yield from (f"/grafik/{name}.{suffix}" for name in CHARTS for suffix in ("svg", "png"))
    yield from (f"/grafik/profil-wilayah.svg?wilayah={code}" for code in REGIONS)
    yield from (f"/wilayah/{code}/lembar-fakta.pdf" for code in REGIONS[:4])
    yield from ("/sematkan", "/sematkan.js", "/evaluasi/3402?periode=2024-11", "/oembed?url=http%3A%2F%2F127.0.0.1%2F")


def _callbacks() -> Iterable[Ask]:
    """Ask for what a page with a chosen region asks the server for."""
    for code in REGIONS:
        state = {"pemilihan": "pilkada-2024", "tahap": "dugaan", "sampai": "2024-11", "wilayah": code}
        sent = {
            "output": "region-drawn.data",
            "outputs": {"id": "region-drawn", "property": "data"},
            "inputs": [{"id": "of-region", "property": "data", "value": state}],
            "state": [{"id": "theme", "property": "data", "value": "terang"}],
            "changedPropIds": ["of-region.data"],
        }
        yield Ask(CALLBACKS, json.dumps(sent).encode())
