"""Where articles come from: paths, folders, globs and standard input, read one file at a time."""

from digest.sources.files import MAX_BYTES, STDIN, find

__all__ = ["MAX_BYTES", "STDIN", "find"]
