public import Chat
public import EventLoop
internal import HTTP
internal import HTTPClient

/// Fetches a page of the web and makes it readable.
///
/// Only addresses of the public internet are connected to, unless the configuration names others, whatever the URL,
/// a redirect or a name server says: the client looks at the very address before it connects to it. So the
/// environment's proxies are passed by, which would choose that address themselves.
@Loop public struct FetchURL: Tool {
  /// An address can carry away what it was made of: a person is asked.
  public let isReadOnly = false
  private let client: HTTPClient
  private let timeout: Duration

  /// policy:  where to connect to
  /// timeout: for the whole call
  public init(_ policy: AddressPolicy = AddressPolicy(), timeout: Duration = .seconds(30)) {
    self.init(client: HTTPClient(proxies: .none, admits: { policy.admits($0) }), timeout: timeout)
  }

  /// client: must not connect where it may not, and know no proxies
  init(client: HTTPClient, timeout: Duration) {
    self.client = client
    self.timeout = timeout
  }

  public var description: ToolDescription {
    ToolDescription(
      name: "fetch_url",
      purpose: """
        Fetches a page from the web by GET: HTML as readable Markdown with absolute links, other texts as they are, \
        pictures as pictures. Long pages come in parts: go on with `start`. Private networks cannot be reached.
        """,
      parameters: Schema.object(
        required: 1,
        [
          "url": Schema.text("An http or https address."),
          "start": Schema.whole("Where in a long text to go on, as the part before it said."),
        ]))
  }

  public func line(for arguments: JSONValue) -> String { HumanLine.line("fetch", arguments, "url") }

  /// All of an address that is too long for the line.
  public func preview(_ arguments: JSONValue, in workspace: Workspace) async throws -> String? {
    let text = try Arguments(arguments).text("url")
    let url = try WebAddress.read(text)
    return text.unicodeScalars.count > 200 ? url.description : nil
  }

  public func run(_ arguments: JSONValue, _ call: ToolRun) async throws -> ToolOutput {
    let arguments = try Arguments(arguments)
    let url = try WebAddress.read(try arguments.text("url"))
    let start = try arguments.whole("start", or: 0, in: 0...Int.max)
    let page = try await fetchInTime(url)
    return try await ToolThread.trees.run { try FetchedPage.output(page, from: start) }
  }

  private func fetchInTime(_ url: HTTPURL) async throws -> FetchedPage {
    do {
      return try await Loop.withDeadline(timeout) { try await fetch(url) }
    } catch let error as HTTPClientError {
      throw ToolFailure(HumanLine.shown("\(error)", atMost: 400))
    } catch is DeadlineExceeded {
      throw ToolFailure("\(url) did not arrive within \(timeout)")
    }
  }

  private func fetch(_ first: HTTPURL) async throws -> FetchedPage {
    var url = first
    for _ in 0...ToolLimits.redirects {
      let response = try await client.send(request(url))
      guard let next = try redirect(response, from: url) else { return try await page(response, url) }
      response.cancel()
      url = next
    }
    throw ToolFailure("\(first) leads through more than \(ToolLimits.redirects) redirects")
  }

  private func request(_ url: HTTPURL) -> ClientRequest {
    var fields = Fields()
    fields.append(
      .accept, "text/html,application/xhtml+xml,text/*;q=0.9,application/json;q=0.9,image/*;q=0.8,*/*;q=0.5")
    fields.append(.acceptEncoding, "gzip, deflate")
    fields.append(.userAgent, "Mozilla/5.0 (compatible; martlet)")
    var request = ClientRequest(.get, url, fields: fields)
    request.silenceTimeout = .seconds(20)
    return request
  }

  /// The next address, read as strictly as the first; nil if this is the answer.
  private func redirect(_ response: ClientResponse, from url: HTTPURL) throws -> HTTPURL? {
    guard [301, 302, 303, 307, 308].contains(response.status), let location = response.fields[.location] else {
      return nil
    }
    guard let target = WebReference.resolve(location, against: url) else {
      throw ToolFailure("\(url) redirects to \(HumanLine.shown(location)), which is no web address")
    }
    return try WebAddress.read(target)
  }

  private func page(_ response: ClientResponse, _ url: HTTPURL) async throws -> FetchedPage {
    var wire: [UInt8] = []
    var isWhole = true
    while let piece = try await response.next() {
      wire += piece
      if wire.count > ToolLimits.pageBytes {
        wire.removeLast(wire.count - ToolLimits.pageBytes)
        isWhole = false
        response.cancel()
        break
      }
    }
    let body = FetchedBody(
      url: url, contentType: response.fields[.contentType], encoding: response.fields[.contentEncoding], wire: wire,
      isWhole: isWhole)
    return FetchedPage(status: response.status, body: body)
  }
}
