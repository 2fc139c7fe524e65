"""How people reach it: HTTP, the web page, the command line."""
