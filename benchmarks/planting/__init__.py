"""Known defects planted in clean documents, to measure what `hengping check` finds."""
