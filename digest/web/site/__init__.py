"""`digest serve`: what readers see in a browser: the archive, and where they unsubscribe."""
