"""The document as a value: records, order, differences, history and what must always hold."""
