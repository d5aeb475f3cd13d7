import FoundationEssentials
import Glibc

// AssetPacker OUTPUT FOLDER PATH…: writes one Swift file that holds the files, gzipped.
let arguments = CommandLine.arguments
guard arguments.count > 2 else {
  print("usage: AssetPacker OUTPUT FOLDER PATH…")
  exit(2)
}
do {
  let pack = try AssetPack(folder: arguments[2], paths: Array(arguments[3...]))
  try Data(pack.swiftSource.utf8).write(to: URL(filePath: arguments[1]), options: .atomic)
} catch {
  print("error: cannot pack the assets: \(error)")
  exit(1)
}
