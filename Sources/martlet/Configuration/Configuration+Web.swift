import Chat
import HTTPServer
import Kernel
import Web

/// `channels.web`.
extension Configuration {
  mutating func readWeb(_ node: ConfigurationNode) {
    host = Self.host(node) ?? host
    port = node.number("port", in: 0...65535).map { UInt16($0) } ?? port
    web.staticFolder = node.text("static_dir").map(DataPlace.expanded) ?? web.staticFolder
    web.allowedHosts = node.texts("allowed_hosts") ?? web.allowedHosts
    Self.read(node, into: &web.app)
    vision = node.flag("vision") ?? vision
    readLimits(node)
    node.finish()
  }

  /// `channels.websocket` and its like.
  static func readChannel(_ node: ConfigurationNode, into channel: inout ChannelOptions) {
    read(node, into: &channel)
    node.finish()
  }

  /// What all channels have.
  private static func read(_ node: ConfigurationNode, into channel: inout ChannelOptions) {
    channel.isEnabled = node.flag("enabled") ?? channel.isEnabled
    channel.allowFrom = node.texts("allow_from") ?? channel.allowFrom
    channel.showsReasoning = node.flag("show_reasoning") ?? channel.showsReasoning
    channel.sendsProgress = node.flag("send_progress") ?? channel.sendsProgress
    channel.sendsToolHints = node.flag("send_tool_hints") ?? channel.sendsToolHints
  }

  private static func host(_ node: ConfigurationNode) -> String? {
    guard let host = node.text("host") else { return nil }
    if host != "localhost", SocketAddress(literal: host, port: 0) == nil {
      node.problem("host", "must be an address, such as 127.0.0.1")
    }
    return host
  }

  private mutating func readLimits(_ node: ConfigurationNode) {
    server.pingSeconds = node.number("ping_seconds", in: 1...3600).map { Int32($0) } ?? server.pingSeconds
    server.connections = node.number("max_connections", in: 1...1_000_000) ?? server.connections
    server.connectionsPerAddress =
      node.number("max_connections_per_address", in: 1...1_000_000) ?? server.connectionsPerAddress
    chat.uploadQuotaBytes = node.number("upload_quota_mb", in: 1...100_000_000).map { $0 << 20 }
    chat.reservedBytes = node.number("reserve_mb", in: 1...1_000_000).map { $0 << 20 } ?? chat.reservedBytes
    webLimits.uploadBytes =
      node.number("max_upload_mb", in: 1...10_240).map { $0 << 20 } ?? webLimits.uploadBytes
  }
}
