"""Gold in, weights and confidences out."""
