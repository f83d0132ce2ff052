"""The published tables as rows and as files: part of the pipeline's contract, read by publishing and by the web app."""
