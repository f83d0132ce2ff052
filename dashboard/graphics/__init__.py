"""Charts that travel: each with its words, its rows and its drawing, as images of any size and as files."""
