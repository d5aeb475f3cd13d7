internal import EventLoop
internal import HTTP
internal import HTTPClient

/// Where an HTTP server is, and what every request to it carries.
struct ServerAddress: Sendable {
  let url: HTTPURL
  let fields: Fields

  /// errors: `ServerFailure.ended` for what is no address
  init(url: String, fields: [String: String]) throws(ServerFailure) {
    do { self.url = try HTTPURL(url) } catch { throw .ended("has no usable address: \(error)") }
    var lines = Fields()
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
      if let name = FieldName(name) { lines.set(name, value) }
    }
    self.fields = lines
  }

  /// What a status that is no success means for the owner of the configuration.
  @Loop func failure(_ response: ClientResponse, _ words: String) -> ServerFailure {
    switch response.status {
    case 401, 403: .status(response.status, "it wants other credentials than the headers of its configuration")
    case 300..<400:
      .status(response.status, "it is elsewhere: \(Words.line(response.fields[.location] ?? "", atMost: 200))")
    default: .status(response.status, words)
    }
  }
}
