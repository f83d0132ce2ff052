"""Counts records of agencies: a file of single cases or persons goes in, numbers by region and month come out."""
