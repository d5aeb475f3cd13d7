import Testing

@testable import HTTP

/// RFC 7692 §5 and §7.1.
@Suite struct WebSocketDeflateTests {
  @Test(arguments: [
    ("permessage-deflate", "permessage-deflate"),
    ("permessage-deflate; client_max_window_bits", "permessage-deflate"),
    ("permessage-deflate; server_no_context_takeover; client_no_context_takeover",
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover"),
    ("permessage-deflate; server_max_window_bits=10", "permessage-deflate; server_max_window_bits=10"),
    ("permessage-deflate ; server_max_window_bits=\"12\"", "permessage-deflate; server_max_window_bits=12"),
    ("x-webkit-deflate-frame, permessage-deflate", "permessage-deflate"),
    ("permessage-deflate; server_max_window_bits=8, permessage-deflate", "permessage-deflate"),
  ])
  func takesTheFirstOfferThatItCan(_ offer: String, _ answer: String) {
    #expect(WebSocketDeflate(offers: [offer])?.description == answer)
    #expect(WebSocketDeflate(offers: ["unknown", offer])?.description == answer)
  }

  @Test(arguments: [
    "", ",", "deflate", "permessage-deflatex", "permessage-deflate; unknown",
    "permessage-deflate; server_max_window_bits",
    "permessage-deflate; server_max_window_bits=16", "permessage-deflate; server_max_window_bits=09",
    "permessage-deflate; server_max_window_bits=x", "permessage-deflate; client_max_window_bits=7",
    "permessage-deflate; server_no_context_takeover=1", "permessage-deflate; ",
    "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
  ])
  func leavesOffersThatItCannotTake(_ offer: String) { #expect(WebSocketDeflate(offers: [offer]) == nil) }
}
