"""权重: elicited from people (AHP, Delphi) or drawn from data (entropy, CRITIC), and put into the indicator system."""
