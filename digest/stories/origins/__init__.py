"""Who is behind an article, a claim and a story, counted once."""
