"""What is measured: one module a benchmark, run by `make bench`."""
