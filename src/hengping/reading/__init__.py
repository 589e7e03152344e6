"""Any file into one document model or one table model; every failure is a list of faults that a person can mend."""
