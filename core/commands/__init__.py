"""The command line, one noun a file: ``add_to`` registers its verbs. A command calls one service or query and prints."""
