"""Makes PNG and PDF of a picture in a process of its own.

vl-convert holds Python's lock while it works, up to seconds for the largest sizes, and takes up to 300 MB for them:
in the process that answers, nobody else would be served meanwhile, and the memory would stay with it.
"""

from dashboard.conversion.parent import PDF, PNG, ConversionError, Converter

__all__ = ["PDF", "PNG", "ConversionError", "Converter"]
