public import EventLoop
public import HTTP

/// Finds who answers a request: by path, segment for segment, then by method.
@Loop public final class Router {
  /// Answers now, or starts what will. `captures` are the segments that stood for a `{name}`, in order.
  public typealias Handler = @Loop (_ exchange: Exchange, _ target: RequestTarget, _ captures: [String]) -> Void

  /// What a look-up found.
  public enum Match {
    case handler(Handler, captures: [String])
    /// The path exists, but not with this method.
    case wrongMethod(allowed: [Method])
    case unknown
  }

  fileprivate final class Node {
    var children: [String: Node] = [:]
    var capture: Node?
    var rest: Node?
    var handlers: [(method: Method, handler: Handler)] = []
  }

  private let root = Node()

  public init() {}

  /// `pattern`: segments between slashes; `{name}` takes any one of them, a last `*` whatever is left.
  public func on(_ method: Method, _ pattern: String, _ handler: @escaping Handler) {
    var node = root
    for segment in pattern.split(separator: "/") {
      if segment.hasPrefix("{") {
        node = node.capture ?? Node.add(&node.capture)
      } else if segment == "*" {
        node = node.rest ?? Node.add(&node.rest)
      } else {
        node = node.children[String(segment)] ?? Node.add(&node.children[String(segment)])
      }
    }
    node.handlers.append((method, handler))
  }

  /// HEAD is answered by whoever answers GET.
  public func match(_ method: Method, _ segments: [String]) -> Match {
    var captures: [String] = []
    guard let node = find(segments[...], root, &captures), !node.handlers.isEmpty else { return .unknown }
    let wanted = method == .head ? .get : method
    if let found = node.handlers.first(where: { $0.method == wanted }) {
      return .handler(found.handler, captures: captures)
    }
    let allowed = node.handlers.map(\.method)
    return .wrongMethod(allowed: allowed.contains(.get) ? allowed + [.head] : allowed)
  }

  private func find(_ segments: ArraySlice<String>, _ node: Node, _ captures: inout [String]) -> Node? {
    guard let segment = segments.first else { return node }
    if let child = node.children[segment], let found = find(segments.dropFirst(), child, &captures) { return found }
    if let capture = node.capture {
      captures.append(segment)
      if let found = find(segments.dropFirst(), capture, &captures) { return found }
      captures.removeLast()
    }
    guard let rest = node.rest else { return nil }
    captures.append(segments.joined(separator: "/"))
    return rest
  }
}

extension Router.Node {
  fileprivate static func add(_ place: inout Router.Node?) -> Router.Node {
    let node = Router.Node()
    place = node
    return node
  }
}
