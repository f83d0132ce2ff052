"""Persons per 10,000 civil servants: a comparison, not a share."""

PER = 10_000
SMALL_DENOMINATOR = 25_000
"""Below this many civil servants a few persons move the rate much, and it is flagged."""


def rate_per_10000(*, count: int, pns_count: int) -> float:
    """Return the rate to two decimals, as it is published."""
    return round(count / pns_count * PER, 2)


def is_small(pns_count: int) -> bool:
    """Tell whether a denominator is flagged as small."""
    return pns_count < SMALL_DENOMINATOR
