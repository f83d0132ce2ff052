"""The process that writes one workbook: it takes table, rows and notes from its input and gives the bytes back."""

import pickle
import sys

from etl.export.workbook import write_xlsx


def main() -> None:
    """Write one workbook."""
    # The other end of the pipe is the process that started this one; nobody else can write into it.
    table, rows, notes = pickle.load(sys.stdin.buffer)  # noqa: S301 (as said above)  # nosec B301
    for portion in write_xlsx(table, rows, notes):
        sys.stdout.buffer.write(portion)


if __name__ == "__main__":
    main()
