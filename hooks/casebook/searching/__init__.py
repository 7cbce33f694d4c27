"""The search index: pages cut into passages, and what narrows results down."""
