"""What leaves the program as a file: one renderer a format, each over one neutral value."""
