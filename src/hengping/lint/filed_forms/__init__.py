"""Self-evaluation forms (自评表) as the checks see them: recomputed by the bureau's rules, each cell with its place."""
