"""Light charts: SVG drawn on the server from plain values, complete without any script; no SQL, no Dash, no Flask."""
