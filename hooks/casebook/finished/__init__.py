"""The finished site: read, told once of its frame, and swapped in."""
