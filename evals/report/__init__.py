"""What a run came to, to look at: one HTML page, Markdown for a pull request, the tables of the README."""
