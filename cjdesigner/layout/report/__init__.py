"""The report of a map: pages of words and pictures to read, as pure functions from a document to drawings."""
