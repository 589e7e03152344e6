"""Customary goal sheets (目标申报表) and self-evaluation forms (自评表) of any bureau, read by their headings."""
