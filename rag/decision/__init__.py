"""The decision: from measures to a verdict, over time, in every regime, side by side."""
