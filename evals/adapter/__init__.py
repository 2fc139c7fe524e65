"""Learning the adapter of questions: `zhunru bench adapter`."""
