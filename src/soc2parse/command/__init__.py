"""The command's rooms: its options, how it reads a file, how it writes, and its verbs."""
