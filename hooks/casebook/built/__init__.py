"""The built site on disk: checks, and the swap into place."""
