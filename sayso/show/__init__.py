"""What a person or a program sees: the command line and the views of what was read."""
