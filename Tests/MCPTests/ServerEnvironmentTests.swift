import Testing

@testable import MCP

struct ServerEnvironmentTests {
  @Test func `hands on what programs need, and no key`() {
    let own = ["PATH": "/bin", "HOME": "/h", "LC_ALL": "C", "OPENAI_API_KEY": "secret", "AWS_SECRET": "s"]
    let values = ServerEnvironment.values(of: own, adding: ["TOKEN": "t", "HOME": "/other"])
    #expect(values == ["PATH": "/bin:/h/.local/bin", "HOME": "/other", "LC_ALL": "C", "TOKEN": "t"])
  }

  @Test func `knows whether there is a program`() {
    #expect(ServerEnvironment.finds("sh", in: ["PATH": "/nowhere:/bin"]))
    #expect(ServerEnvironment.finds("/bin/sh", in: [:]))
    for missing in ["sh-of-nobody", "", "/bin/sh-of-nobody"] {
      #expect(!ServerEnvironment.finds(missing, in: ["PATH": "/usr/bin:/bin"]))
    }
  }
}
