internal import EventLoop
internal import HTTP
internal import HTTPServer
internal import Kernel

/// Another front end, served from a folder: read anew each time, so that edits show at once.
@Loop final class StaticFolder {
  private let path: String
  private let disk: Disk

  init(_ path: String, disk: Disk) {
    self.path = path
    self.disk = disk
  }

  /// `segments` hold no `..`: the target was checked when it was decoded.
  func answer(_ exchange: Exchange, _ segments: [String]) {
    Loop.start { exchange.respond(await self.response(segments)) }
  }

  private func response(_ segments: [String]) async -> Response {
    for start in 0...max(0, segments.count - 1) {
      var names = Array(segments.dropFirst(start))
      if names.isEmpty || names.last == "" { names = names.dropLast() + ["index.html"] }
      guard !names.contains(where: { $0.hasPrefix(".") || $0.isEmpty }) else { continue }
      let file = path + "/" + names.joined(separator: "/")
      if let bytes = try? await disk.run({ try FileSystem.read(file, within: path) }) {
        return Self.page(names.last ?? "", bytes)
      }
    }
    return Reply.failure(Failure(404, "not_found", "There is nothing at /\(segments.joined(separator: "/"))."))
  }

  private static func page(_ name: String, _ bytes: [UInt8]) -> Response {
    let own: Fields = [.contentType: MediaType(fileName: name).description, .cacheControl: "no-cache"]
    return Response(200, AppPage.fields + own, body: .bytes(bytes))
  }
}
