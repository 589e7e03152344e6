"""All self-evaluation forms of a bureau at once: recomputed, checked, ranked by risk, drawn for re-examination."""
