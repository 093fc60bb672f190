"""What people decided about rows, and how the rows follow."""
