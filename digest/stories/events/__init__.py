"""Articles by event: sketches, and what joins them."""
