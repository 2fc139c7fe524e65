"""The answer: the object of the contract, its wording, its citations and the passages it quotes."""
