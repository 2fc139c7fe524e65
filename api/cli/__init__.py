"""The command line, `zhunru`."""
