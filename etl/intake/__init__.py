"""Opens what agencies hand over (CSV, workbook, Parquet, database) as rows of texts, and converts nothing."""
