internal import Chat
internal import EventLoop

extension ServerSession {
  /// All pages of the server's list.
  ///
  /// returns: the tools that can be offered, and a line for each that cannot
  /// errors:  `ServerFailure`, `CancellationError`
  func listTools(limit: Duration) async throws -> (tools: [ToolListing], faults: [String]) {
    guard capabilities["tools"] != nil else { return ([], ["offers no tools"]) }
    var list = ToolList(limits: limits)
    var params: [String: JSONValue] = [:]
    for _ in 0..<limits.pages {
      let page = try await request("tools/list", params, limit: limit)
      list.take(page["tools"]?.elements ?? [])
      guard let next = page["nextCursor"]?.text, params["cursor"]?.text != next else { return list.all }
      params["cursor"] = .string(next)
    }
    return list.all
  }

  /// Calls a tool and returns the whole result.
  ///
  /// onNews: lines of progress and of the server's log
  /// errors: `ServerFailure`; `CancellationError`, and the server is told
  func call(
    _ tool: ToolListing, _ arguments: JSONValue, limit: Duration, onNews: @escaping @Loop (String) -> Void
  ) async throws -> JSONValue {
    let call = CallRequest(
      onNews: onNews, mirrored: MirroredParameter.values(of: tool.mirrored, in: arguments))
    var params: [String: JSONValue] = ["name": .string(tool.name), "arguments": arguments]
    for _ in 0..<5 {
      let result = try await request("tools/call", params, limit: limit, asking: call)
      switch result["resultType"]?.text {
      case nil, "complete": return result
      case "input_required": params["requestState"] = try Self.state(result)
      default: throw ServerFailure.call("answered with a result of a kind that Martlet does not know")
      }
    }
    throw ServerFailure.call("wants to be called again and again")
  }

  /// Whether the server still answers.
  func isAlive() async -> Bool {
    do {
      _ = try await request(isModern ? "server/discover" : "ping", limit: limits.ping)
      return true
    } catch ServerFailure.refused {
      return true
    } catch {
      return false
    }
  }

  /// Lets the server tell when its tools change, as long as the session lasts (2026-07-28; before, servers tell
  /// it unasked). Returns when the server will not, or has ended it: whether it makes sense to ask again.
  func subscribe() async -> Bool {
    guard isModern, capabilities["tools"]?["listChanged"]?.isTrue == true else { return false }
    let filter: [String: JSONValue] = ["notifications": .object(["toolsListChanged": .bool(true)])]
    do {
      _ = try await request("subscriptions/listen", filter, limit: nil)
      return true
    } catch ServerFailure.refused, is CancellationError {
      return false
    } catch {
      return true
    }
  }

  /// What a server wants to have back when it only wants the call repeated (MCP, Multi Round-Trip Requests).
  private static func state(_ result: JSONValue) throws(ServerFailure) -> JSONValue {
    let wishes = result["inputRequests"]?.members.values.compactMap { $0["method"]?.text } ?? []
    guard wishes.isEmpty, let state = result["requestState"] else {
      let words = Words.line(wishes.sorted().joined(separator: ", "), atMost: 100)
      throw .call("wants to ask back (\(words)), which Martlet does not offer")
    }
    return state
  }
}
