"""Works out the tile map anew from the built boundaries: ``python -m geo tiles``. Never needed to run the site."""
