"""Publishing: the only writer, manifests, the index."""
