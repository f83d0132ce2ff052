"""The page of declarations: which regions have declared neutrality, and when."""
