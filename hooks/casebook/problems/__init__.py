"""Problems: data about what is wrong, their words in both languages, and the printer."""
