"""Documents with labelled spans in the formats of annotation tools, out and back in."""
