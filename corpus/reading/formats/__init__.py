"""Files into lines: Word, PDF, HTML and text, each by what the file really is."""
