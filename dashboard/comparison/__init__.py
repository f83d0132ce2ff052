"""The comparison: up to four regions side by side on one scale."""
