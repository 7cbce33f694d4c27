"""`make new`: the draft of a case and what it lacks, and a source asked for field by field."""
