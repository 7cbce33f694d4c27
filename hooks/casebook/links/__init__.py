"""Addresses outside the site, checked with lychee."""
