"""Tables of what there is, for `toolkit list`: each a function from the library to rows."""
