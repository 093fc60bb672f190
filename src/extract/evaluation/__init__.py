"""Evaluation: gold and found mentions in, scores out."""
