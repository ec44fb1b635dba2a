"""Loading: the only reader of project files, and the library it fills."""
