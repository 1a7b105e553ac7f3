"""Any order of deeds at all, held against a model that knows the product's rules and nothing else."""
