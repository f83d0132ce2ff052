"""Patterns of what belongs to a person, written for RE2, so that DuckDB and Python read one and the same text.

Neither looks behind or ahead: a pattern takes in the letter before and after, which must be no digit. ``~`` in the
patterns below stands for the separators that people put between digits.
"""

import re
from collections.abc import Iterable, Mapping

SEPARATORS = "[ \u00a0\t.-]{0,2}"
NO_DIGIT_BEFORE = "(?:^|[^0-9])"
NO_DIGIT_AFTER = "(?:[^0-9]|$)"
NO_NUMBER_BEFORE = "(?:^|[^0-9./-]|[^0-9][./-])"
"""A number that goes on after a point, a hyphen or a slash is a date or the number of a letter."""

# Born in, on; appointed in; month of appointment (contract staff have a number above 12 there); sex; serial number.
_NIP = (
    "(?:1~9~[3-9]|2~0~[01])~[0-9]~(?:0~[1-9]|1~[0-2])~(?:0~[1-9]|[12]~[0-9]|3~[01])"
    "~(?:1~9~[5-9]|2~0~[0-4])~[0-9]~(?:0~[1-9]|[12]~[0-9])~[12]~[0-9]~[0-9]~[0-9]"
)
_NIP_AS_NUMBER = "(?:1[.,]9[3-9]|2[.,]0[01])[0-9]{2,}[eE][+]?17"
# Province, four digits of kabupaten/kota and kecamatan, day of birth (of women plus 40), month, year, serial number.
_NIK = (
    "(?:1~[1-9]|2~1|3~[1-6]|5~[1-3]|6~[1-5]|7~[1-6]|8~[12]|9~[1-6])~[0-9]~[0-9]~[0-9]~[0-9]"
    "~(?:[04]~[1-9]|[1256]~[0-9]|[37]~[01])~(?:0~[1-9]|1~[0-2])~[0-9]~[0-9]~[0-9]~[0-9]~[0-9]~[0-9]"
)
_NIK_AS_NUMBER = "[1-9][.,][0-9]{4,}[eE][+]?15"
_MOBILE = "(?:0|[+]?62[ .-]{0,2}[(]?0?[)]?) ?8[1-9][0-9](?:~[0-9]){6,10}"
_MOBILE_WITHOUT_ZERO = "8[1-9][0-9]{8,10}"
_LANDLINE = "[(]?(?:0|[+]?62[ -]?)[2-79][0-9]{1,2}[)]?[ -]{1,2}[0-9]{3,4}[ -]?[0-9]{3,4}"
_EMAIL = r"@ ?[A-Za-z0-9_]|[(\[] ?[aA][tT] ?[)\]]"
# Areas of registration in use; the letters behind must not be a word of administration such as PNS in "III A 12 PNS".
_AREAS = (
    "A|AA|AB|AD|AE|AG|B|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|D|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN|DP|DR|DS|DT|DW|E|EA|EB|ED"
    "|F|G|H|K|KB|KH|KT|KU|L|M|N|P|PA|PB|PG|PS|PT|R|S|T|W|Z"
)
_ADMINISTRATION = ("ASN", "BKD", "BKN", "KPU", "OPD", "PNS", "PPK", "SKB", "TNI", "TPS", "WIB", "WIT")
_TITLE_BEFORE = (
    r"(?:^|[^A-Za-z])(?:Drs|Dra|Ir|dr|drg|Prof|H|Hj|KH|Sdr|Sdri|Sdra|Bpk|Bp|an|a\.n|A\.n|a\. n|Alm)\. ?[A-Z][A-Za-z']+"
)
_DEGREE_BEHIND = (
    r"[A-Za-z],? ?(?:S\. ?(?:H|E|T|P|Pd|Pd\.I|Sos|Kom|Si|STP|IP|Ag|Kep|KM|Ked|Farm|Psi|Hut|Pt|AP|Tr)"
    r"|M\. ?(?:Si|H|M|T|Pd|Kes|AP|Kom|Hum|Sc|Ag|P|E)|A\. ?Md|S\. ?STP|SSTP|M\.M)(?:[^A-Za-z]|$)"
)
_DESCENT = r"[A-Za-z]{2,} +(?:bin|binti|Bin|Binti|BIN|BINTI) +[A-Za-z]{2,}"
LONGEST_TEXT = 120
MOST_WORDS = 20


def other_words(words: Iterable[str]) -> str:
    """Return a pattern of every word of three capitals but these; RE2 has no other way to say so."""
    heads: dict[str, dict[str, str]] = {}
    for word in words:
        seconds = heads.setdefault(word[0], {})
        seconds[word[1]] = seconds.get(word[1], "") + word[2]
    pieces = [f"{_capital_but(''.join(heads))}[A-Z][A-Z]"]
    for first, seconds in heads.items():
        pieces.append(f"{first}{_capital_but(''.join(seconds))}[A-Z]")
        pieces.extend(f"{first}{second}{_capital_but(thirds)}" for second, thirds in seconds.items())
    return "|".join(pieces)


def _capital_but(letters: str) -> str:
    left = "".join(letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in letters)
    return f"[{left}]"


def _whole(before: str, *bodies: str) -> str:
    return f"{before}(?:{'|'.join(bodies)}){NO_DIGIT_AFTER}".replace("~", SEPARATORS)


_PLATE = (
    f"(?:^|[^A-Za-z0-9])(?:{_AREAS})[ .-]?[1-9][0-9]{{1,3}}[ .-]?(?:[A-Z]{{1,2}}|{other_words(_ADMINISTRATION)})"
    "(?:[^A-Za-z0-9]|$)"
)
_PLATE_SMALL = f"(?:^|[^A-Za-z0-9])(?i:{_AREAS})[1-9][0-9]{{2,3}}[a-z]{{1,3}}(?:[^A-Za-z0-9]|$)"

PERSONAL_SQL: Mapping[str, str] = {
    "nip": _whole(NO_DIGIT_BEFORE, _NIP, _NIP_AS_NUMBER),
    "nik": _whole(NO_DIGIT_BEFORE, _NIK, _NIK_AS_NUMBER),
    "phone": _whole(NO_NUMBER_BEFORE, _MOBILE, _MOBILE_WITHOUT_ZERO, _LANDLINE),
    "email": _EMAIL,
    "plate": f"{_PLATE}|{_PLATE_SMALL}",
    "long_text": rf"[\s\S]{{{LONGEST_TEXT + 1}}}|(?:\S+\s+){{{MOST_WORDS}}}\S",
    "name": f"{_TITLE_BEFORE}|{_DEGREE_BEHIND}|{_DESCENT}",
}
"""One RE2 pattern for each kind, for ``regexp_matches``; of names only what a title or a degree gives away."""

PERSONAL: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.ASCII) for kind, pattern in PERSONAL_SQL.items()
}
