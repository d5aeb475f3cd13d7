// The room AssetPacker.
