"""What changes a contributor's files: drafts, layout, schemas, the record of translations."""
