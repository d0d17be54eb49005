"""What is decided about subscribers, and how files tell of them. Pure."""
