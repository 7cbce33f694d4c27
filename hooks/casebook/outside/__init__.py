"""Addresses outside the site: asking them, and the ledger of their answers."""
