"""A text into tokens, quotations and sentences."""
