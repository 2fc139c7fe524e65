"""Runs: a test set put to a system, every response kept, two runs compared byte for byte."""
