"""Benchmarks: how fast, and on which side of its thresholds a part decides."""
