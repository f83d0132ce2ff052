"""Charts that other sites set into their pages: small documents of their own, and the code that sets them in."""

from dashboard.embeds.routes import register

__all__ = ["register"]
