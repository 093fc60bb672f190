"""What `extract show` prints, as rich renderables: the page of a document, the page of a row."""
