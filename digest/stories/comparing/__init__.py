"""What texts are compared by: terms that languages share, and vectors of them."""
