"""The files of the casebook as read: values, text, and the place of everything."""
