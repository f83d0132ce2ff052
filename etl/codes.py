"""Codes to which a rule is tied; what each means in words is declared in ``fields.yml``."""

BOTH_ELECTIONS = "keduanya"
"""Of declarations made for both elections: they count for each, and nobody chooses it."""
STATED_ZERO = "nol"
"""Status where an authority stated zero."""
UNPUBLISHED = "nihil_terpublikasi"
"""Status where nothing was published, which is not zero."""
SUPPRESSED = "disembunyikan"
