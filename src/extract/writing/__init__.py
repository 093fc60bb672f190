"""Writing: data frames in, files out, whole or not at all."""
