"""The files of the site that are not pages: feeds, citations, cards, JSON, the search index."""
