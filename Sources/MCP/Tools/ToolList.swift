internal import Chat

/// The tools of a server, gathered page by page.
struct ToolList {
  private let limits: MCPLimits
  private var tools: [ToolListing] = []
  private var names: Set<String> = []
  private var faults: [String] = []
  private var left = 0

  init(limits: MCPLimits) { self.limits = limits }

  /// The tools, and a line for each fault.
  var all: (tools: [ToolListing], faults: [String]) {
    (tools, left == 0 ? faults : faults + ["offers more than \(limits.tools) tools: \(left) are left out"])
  }

  mutating func take(_ page: [JSONValue]) {
    for value in page {
      guard tools.count < limits.tools else {
        left += 1
        continue
      }
      do throws(ServerFailure) {
        let tool = try ToolListing(value, limits: limits)
        if names.insert(tool.name).inserted { tools.append(tool) }
      } catch {
        if faults.count < 8 { faults.append(error.description) }
      }
    }
  }
}
