import Foundation
import PackagePlugin

/// Packs everything in `Assets/` into one Swift file of the room that uses this plugin.
@main struct EmbedAssets: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "Assets")
    let files = try list(folder)
    let output = context.pluginWorkDirectoryURL.appending(path: "PackedAssets.swift")
    return [
      .buildCommand(
        displayName: "Packing \(files.count) assets",
        executable: try context.tool(named: "AssetPacker").url,
        // Named one by one, so that an asset that comes or goes changes the command and rebuilds.
        arguments: [output.path, folder.path] + files,
        inputFiles: files.map { folder.appending(path: $0) },
        outputFiles: [output])
    ]
  }

  /// Relative paths, sorted; hidden files stay out.
  private func list(_ folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { path in
        var isFolder: ObjCBool = false
        let hidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
        return !hidden && FileManager.default.fileExists(atPath: folder.path + "/" + path, isDirectory: &isFolder)
          && !isFolder.boolValue
      }
      .sorted()
  }
}
