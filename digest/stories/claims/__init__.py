"""The same claim in several places, and what denies what."""
