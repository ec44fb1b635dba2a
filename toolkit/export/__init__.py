"""Hand-off to be edited: a document's words in reading order, written for word processors, browsers and e-mail."""
