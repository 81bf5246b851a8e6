"""Workbooks: XLSX, ODS and the old XLS; their values, and what a person sees of them or does not."""
