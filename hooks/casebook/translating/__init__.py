"""The state of the translations: the record, the units, and what changed since."""
