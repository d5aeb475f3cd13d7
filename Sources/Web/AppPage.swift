internal import HTTP

/// What a browser is told about the app's own files: nothing foreign is loaded, run, framed or guessed at.
enum AppPage {
  static let fields: Fields = [
    .contentSecurityPolicy: policy,
    .contentTypeOptions: "nosniff",
    .referrerPolicy: "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
  ]

  private static let policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'",
    "manifest-src 'self'", "worker-src 'self'", "font-src 'self'", "media-src 'self' blob:", "base-uri 'none'",
    "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types martlet",
  ].joined(separator: "; ")
}
