"""Writes the SBOM and the list of licences anew: ``make sbom``."""

import json

from tests.supply import bill, listing


def main() -> None:
    """Write both files; a package that is neither installed nor in the list so far is fetched to read its licence."""
    written = bill.render(bill.build(bill.licence_anywhere))
    bill.BILL.write_text(written, encoding="ascii")
    listing.LISTING.write_text(listing.render(json.loads(written)), encoding="utf-8")


if __name__ == "__main__":
    main()
