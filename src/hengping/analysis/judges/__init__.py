"""评委组: how far several judges of one thing agree, what they say together, and who stands apart."""
