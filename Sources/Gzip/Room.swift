// The room Gzip.
