// swift-tools-version: 6.2
import PackageDescription

let language: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A room where no raw pointer may be touched without the word `unsafe`.
let safe = language + [.strictMemorySafety()]

/// For rooms that wait for networks and people: small before fast.
let small = safe + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

/// A release carries all that it needs: one file to copy, whatever the machine has installed.
let whole: [LinkerSetting] = [
  // Not every toolchain's default linker can do what follows; its own lld can.
  .unsafeFlags(["-use-ld=lld"], .when(configuration: .release)),
  // Debian 13's static OpenSSL asks for zstd.
  .unsafeFlags(
    ["-static-executable", "-lzstd", "-l_FoundationCollections", "-l_FoundationCShims"], .when(configuration: .release)),
  // Equal functions once, no tables for C++ exceptions, of which there are none (2.7 MB less in all), and no identity
  // that depends on the folder.
  .unsafeFlags(
    [
      "-Xlinker", "--icf=safe", "-Xlinker", "--no-eh-frame-hdr", "-Xlinker", "--build-id=none",
      "-Xlinker", "-T", "-Xlinker", Context.packageDirectory + "/Sources/martlet/release.ld",
    ], .when(configuration: .release)),
]

func room(_ name: String, _ below: Target.Dependency..., settings: [SwiftSetting] = safe) -> Target {
  .target(name: name, dependencies: below, swiftSettings: settings)
}

func tests(of room: String, _ others: Target.Dependency...) -> Target {
  .testTarget(
    name: room + "Tests", dependencies: [.byName(name: room), "TestSupport"] + others, swiftSettings: language)
}

let package = Package(
  name: "martlet",
  products: [.executable(name: "martlet", targets: ["martlet"])],
  targets: [
    // The libraries we stand on.
    .target(name: "CLinux"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CCares", pkgConfig: "libcares", providers: [.apt(["libc-ares-dev"])]),

    // The rooms, from the ground up: an arrow of import only points down this list.
    room("Kernel", "CLinux", settings: language),
    room("EventLoop", "Kernel", "CLinux", "CCares", settings: language),
    room("HTTP"),
    room("Gzip", "CZlib", settings: language),
    room("TLS", "Kernel", "COpenSSL", settings: language),
    room("HTTPClient", "EventLoop", "HTTP", "Kernel", "TLS", settings: small),
    room("Crypto", "COpenSSL", settings: language),
    room("HTTPServer", "Crypto", "EventLoop", "Gzip", "HTTP", "Kernel"),
    room("Chat", "EventLoop", "HTTP", "Kernel", settings: small),
    room("Login", "Chat", "Crypto", "EventLoop", "Kernel", settings: small),
    room("Sandbox", "CLinux", "Kernel", settings: language),
    room("Tools", "Chat", "EventLoop", "Gzip", "HTTP", "HTTPClient", "Kernel", "Sandbox", settings: small),
    room("MCP", "Chat", "EventLoop", "HTTP", "HTTPClient", "Kernel", "Sandbox", "Tools", settings: small),
    room("Agent", "Chat", "EventLoop", "HTTP", "HTTPClient", "Tools", settings: small),
    .target(
      name: "EmbeddedAssets", dependencies: ["Kernel"], exclude: ["Assets"], swiftSettings: safe, plugins: ["EmbedAssets"]),
    room("Web", "Agent", "Chat", "Crypto", "EmbeddedAssets", "EventLoop", "Gzip", "HTTP", "HTTPServer", "Kernel", "Login",
      settings: small),
    .executableTarget(
      name: "martlet",
      dependencies: [
        "Agent", "Chat", "EventLoop", "HTTP", "HTTPClient", "HTTPServer", "Kernel", "Login", "MCP", "Sandbox", "Tools", "Web",
      ],
      exclude: ["release.ld"], swiftSettings: small, linkerSettings: whole),

    // Build and measuring tools: never shipped.
    .executableTarget(name: "AssetPacker", dependencies: ["COpenSSL", "Gzip", "HTTP"], swiftSettings: language),
    .plugin(name: "EmbedAssets", capability: .buildTool(), dependencies: ["AssetPacker"]),
    .executableTarget(name: "martlet-bench", dependencies: ["Kernel", "CLinux"], swiftSettings: language),
    .executableTarget(
      name: "echo-socket", dependencies: ["EventLoop", "HTTP", "HTTPServer", "Kernel"], path: "Tests/EchoSocket",
      swiftSettings: language),

    // What tests of several rooms need.
    .target(name: "TestSupport", dependencies: ["EventLoop", "Kernel"], path: "Tests/Support", swiftSettings: language),
    tests(of: "Kernel"),
    tests(of: "EventLoop", "Kernel"),
    tests(of: "HTTP", "Gzip"),
    tests(of: "HTTPClient", "COpenSSL", "EventLoop", "HTTP", "Kernel", "TLS"),
    tests(of: "HTTPServer", "EventLoop", "Gzip", "HTTP", "Kernel"),
    tests(of: "Chat", "EventLoop", "HTTP", "Kernel"),
    tests(of: "Crypto"),
    tests(of: "Login", "Chat", "Crypto", "EventLoop", "Kernel"),
    tests(of: "Sandbox", "EventLoop", "Kernel"),
    tests(of: "Tools", "Chat", "EventLoop", "Gzip", "HTTP", "HTTPClient", "Kernel", "Sandbox"),
    tests(of: "MCP", "Chat", "EventLoop", "HTTP", "HTTPClient", "Kernel", "Tools"),
    tests(of: "Agent", "Chat", "EventLoop", "HTTP", "HTTPClient", "Kernel", "Tools"),
    tests(
      of: "Web", "Agent", "Chat", "EmbeddedAssets", "EventLoop", "Gzip", "HTTP", "HTTPClient", "HTTPServer", "Kernel",
      "Login"),
    tests(of: "Gzip"),
    tests(of: "AssetPacker", "Gzip"),
    tests(of: "EmbeddedAssets", "Gzip", "Kernel"),
    tests(of: "martlet", "Agent", "Chat", "EventLoop", "HTTPServer", "Login", "MCP", "Sandbox", "Tools", "Web"),
  ]
)
