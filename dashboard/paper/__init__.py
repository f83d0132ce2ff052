"""Sheets of paper: what all PDF files of the site share, their type, their page and how they are set."""
