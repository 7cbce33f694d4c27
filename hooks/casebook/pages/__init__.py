"""The pages of the site as Markdown, from templates and contexts."""
