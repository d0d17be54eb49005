"""What tests of several steps share."""
