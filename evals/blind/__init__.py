"""The blind part: questions that nobody reads, by which the reading of questions is measured."""
