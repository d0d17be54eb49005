"""What each word of a language can be."""
