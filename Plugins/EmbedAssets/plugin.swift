import PackagePlugin

/// Packs everything in `Assets/` into one Swift file of the room that uses this plugin.
@main struct EmbedAssets: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] { [] }
}
