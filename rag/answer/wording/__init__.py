"""The words of an answer: headlines and paragraphs out of decisions, lists and documents."""
