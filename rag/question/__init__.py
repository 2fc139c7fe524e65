"""Reading a question: what it asks, of which business, where, when and for whom."""
