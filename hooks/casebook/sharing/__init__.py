"""What the casebook shows elsewhere: pictures, feeds, citations, and data for machines."""
