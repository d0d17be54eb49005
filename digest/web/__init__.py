"""What is seen in a browser: the preview on this machine, and the site that readers reach."""
