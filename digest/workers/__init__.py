"""Work that may hang, crash or eat memory, in processes of its own that can be killed."""

from digest.workers.pool import Done, Outcome, Workers

__all__ = ["Done", "Outcome", "Workers"]
