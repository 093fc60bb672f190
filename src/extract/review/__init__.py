"""What a person should see, and what they said."""
