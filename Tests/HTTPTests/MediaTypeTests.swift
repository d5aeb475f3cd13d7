import Testing

@testable import HTTP

@Suite("MediaType")
struct MediaTypeTests {
  private func sniffed(_ bytes: [UInt8]) -> String { MediaType(content: bytes.span).description }

  @Test(
    "reads a Content-Type",
    arguments: [
      ("text/html", "text/html"), ("Text/HTML; Charset=UTF-8", "text/html; charset=utf-8"),
      ("multipart/form-data; boundary=\"a b\"", "multipart/form-data; boundary=\"a b\""),
      ("multipart/form-data;boundary=----X;x=y", "multipart/form-data; boundary=\"----X\""),
      ("text/plain;", "text/plain"), (" text/plain ; ", "text/plain"),
    ])
  func reads(text: String, expected: String) { #expect(MediaType(text)?.description == expected) }

  @Test(
    "refuses what is none",
    arguments: ["", "text", "text/", "/x", "a/b/c", "a b/c", "text/plain; x", "a/b; c=\"d"])
  func refuses(text: String) { #expect(MediaType(text) == nil) }

  @Test(
    "knows extensions",
    arguments: [
      ("index.html", "text/html; charset=utf-8"), ("a/b.JS", "text/javascript; charset=utf-8"),
      ("x.tar.gz", "application/gzip"), ("manifest.webmanifest", "application/manifest+json"),
      ("noextension", "application/octet-stream"), ("a.b/c", "application/octet-stream"),
      ("", "application/octet-stream"),
      ("photo.jpeg", "image/jpeg"), (".md", "text/markdown; charset=utf-8"),
    ])
  func extensions(name: String, expected: String) {
    #expect(MediaType(fileName: name).description == expected)
  }

  @Test(
    "tells content by its first bytes",
    arguments: [
      ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0], "image/png"),
      ([0xff, 0xd8, 0xff, 0xe0], "image/jpeg"),
      (Array("GIF89a..".utf8), "image/gif"), (Array("RIFF\0\0\0\0WEBPVP8 ".utf8), "image/webp"),
      (Array("RIFF\0\0\0\0WAVEfmt ".utf8), "audio/wav"), (Array("\0\0\0\u{1c}ftypavif".utf8), "image/avif"),
      (Array("\0\0\0\u{1c}ftypisom".utf8), "video/mp4"), (Array("%PDF-1.7".utf8), "application/pdf"),
      (Array("<svg onload=alert(1)>".utf8), "text/plain; charset=utf-8"),
      (Array("<!doctype html>".utf8), "text/plain; charset=utf-8"),
      (Array("naïve\r\n".utf8), "text/plain; charset=utf-8"),
      (Array("€".utf8.dropLast()), "text/plain; charset=utf-8"), ([], "text/plain; charset=utf-8"),
      ([0xff, 0xfe, 0x41, 0], "application/octet-stream"), (Array("a\0b".utf8), "application/octet-stream"),
      ([0x41, 0xff, 0x41, 0x41, 0x41, 0x41], "application/octet-stream"),
      (Array("PK\u{3}\u{4}".utf8), "application/zip"),
      ([0x89, 0x50, 0x4e], "application/octet-stream"),
    ] as [([UInt8], String)])
  func content(bytes: [UInt8], expected: String) { #expect(sniffed(bytes) == expected) }

  @Test(
    "shows inline only what cannot carry a script",
    arguments: [
      ("image/png", true), ("text/plain", true), ("application/pdf", true), ("image/svg+xml", false),
      ("text/html", false),
      ("application/xml", false), ("application/octet-stream", false), ("text/xml", false),
      ("text/javascript", false),
    ])
  func inline(essence: String, expected: Bool) { #expect(MediaType(essence)?.isSafeInline == expected) }
}
