"""Test sets: files in, items out, with every fault named; feedback made into candidates."""
