"""Ranking: what speaks for a passage, fused into one score, and a cross-encoder that reorders the best."""
