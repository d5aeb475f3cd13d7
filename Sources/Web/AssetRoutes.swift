internal import EmbeddedAssets
internal import EventLoop
internal import Gzip
internal import HTTP
internal import HTTPServer
internal import Kernel

/// The web app from memory: every answer prepared once, found by the path as it stands in the request.
@Loop final class AssetRoutes {
  private var assets: [String: PreparedAsset] = [:]
  private let folder: StaticFolder?

  init(folder: StaticFolder?) {
    self.folder = folder
    guard folder == nil else { return }
    for asset in Asset.all {
      let plain = PreparedAsset(asset, cacheControl: "no-cache")
      assets["/" + asset.path] = plain
      if asset.path == "index.html" { assets["/"] = plain }
      assets["/v/\(Asset.build)/" + asset.path] = PreparedAsset(
        asset, cacheControl: "public, max-age=31536000, immutable")
    }
  }

  /// The hot path: no decoding, no task.
  func answerAtOnce(_ exchange: Exchange) -> Bool {
    let head = exchange.head
    guard head.method == .get || head.method == .head, let asset = assets[head.path] else { return false }
    exchange.respond(asset.response(to: head))
    return true
  }

  /// All the others: under a sub-path, from a folder, or nowhere.
  func answer(_ exchange: Exchange, _ segments: [String]) {
    guard exchange.head.method == .get || exchange.head.method == .head else {
      return exchange.respond(
        Reply.failure(Failure(405, "method_not_allowed", "Here one can GET, HEAD.", [.allow: "GET, HEAD"])))
    }
    if let folder { return folder.answer(exchange, segments) }
    for start in segments.indices {
      if let asset = assets["/" + segments[start...].joined(separator: "/")] {
        return exchange.respond(asset.response(to: exchange.head))
      }
      // Another build's: a page of that build must not be given this one's files in their place.
      if segments[start] == "v" { break }
    }
    exchange.respond(
      Reply.failure(Failure(404, "not_found", "There is nothing at /\(segments.joined(separator: "/")).")))
  }
}

/// One asset's answers, ready to send.
@Loop final class PreparedAsset {
  private let asset: Asset
  private let cacheControl: String
  private let packedTag: EntityTag
  private let plainTag: EntityTag
  private let packed: PreparedResponse
  private let unchanged: PreparedResponse
  private var plain: PreparedResponse?

  init(_ asset: Asset, cacheControl: String) {
    self.asset = asset
    self.cacheControl = cacheControl
    packedTag = EntityTag(asset.hash)
    plainTag = EntityTag(asset.hash + "-plain")
    let fields = Self.fields(asset, cacheControl, packedTag)
    unchanged = PreparedResponse(Response(304, fields))
    packed = PreparedResponse(Response(200, fields + [.contentEncoding: "gzip"], body: .immortal(asset.packed)))
  }

  func response(to head: RequestHead) -> PreparedResponse {
    if head.fields.has(.ifNoneMatch), packedTag.isNamed(by: head.fields) || plainTag.isNamed(by: head.fields) {
      return unchanged
    }
    return head.fields.acceptsGzip ? packed : inflated
  }

  /// Rarely asked for, so unpacked at the first time.
  private var inflated: PreparedResponse {
    if let plain { return plain }
    let bytes = (try? Gzip.inflate(asset.packed.array(), size: asset.size)) ?? []
    let fields = Self.fields(asset, cacheControl, plainTag)
    let made = PreparedResponse(Response(200, fields, body: .immortal(Bytes(immortal: bytes))))
    plain = made
    return made
  }

  private static func fields(_ asset: Asset, _ cacheControl: String, _ tag: EntityTag) -> Fields {
    AppPage.fields + [
      .contentType: asset.mediaType, .cacheControl: cacheControl, .eTag: tag.description, .vary: "Accept-Encoding",
    ]
  }
}
