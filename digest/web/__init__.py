"""The preview: an edition, and all that was found in its articles, in a browser on this machine."""
