// The room EmbeddedAssets.
