"""`make format` for data: the house form of YAML and CSV, with every comment kept."""
