"""Stands for a process that answers what nobody asked."""

import sys

if __name__ == "__main__":
    sys.stdout.write("bukan JSON\n")
