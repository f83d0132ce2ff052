"""Writes the colours of both themes as CSS variables and classes, so that legend, map and charts share them."""

from dashboard.palette import DARK, LIGHT, Palette, palette


def colour_sheet() -> str:
    """Write the sheet of both themes."""
    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {variables(palette(DARK))} }} }}"
    rules = (".kelas-{0} {{ background: var(--kelas-{0}); }}\n", ".light-map .k{0} {{ fill: var(--kelas-{0}); }}\n")
    classes = "".join(rule.format(index) for rule in rules for index in range(len(palette(LIGHT).classes)))
    return f":root {{ {variables(palette(LIGHT))} }}\n{dark}\n{classes}"


def variables(colours: Palette) -> str:
    """Write the colours of one theme as CSS variables."""
    steps = {f"kelas-{index}": colour for index, colour in enumerate(colours.classes)}
    lines = {f"seri-{number}": colour for number, colour in enumerate(colours.series, start=1)}
    declared = {f"ikrar-{index}": colour for index, colour in enumerate(colours.declared)}
    named = {
        "cegah": colours.prevention,
        "teks": colours.text,
        "redup": colours.muted,
        "garis": colours.grid,
        "tepi": colours.border,
        "kertas": colours.background,
        "pilihan": colours.chosen,
        "batang": colours.bar,
        "batang-pucat": colours.bar_unexplained,
        "jalur": colours.line,
        "pita": colours.band,
        "disembunyikan": colours.suppressed,
    }
    return " ".join(f"--{name}: {value};" for name, value in {**steps, **lines, **declared, **named}.items())
