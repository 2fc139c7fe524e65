"""Scores of a run: per item and group, with intervals, comparison, gate and judge."""
