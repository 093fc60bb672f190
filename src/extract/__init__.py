"""press-extract: actors, places, dates and cited agreements out of press texts."""
