"""Reading a question with trained models: what it asks, and about which business. See README.md one folder up."""
