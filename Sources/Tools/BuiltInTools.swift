public import EventLoop

/// The tools that work on files and fetch pages. (`exec` is made by itself: it needs a sandbox.)
@Loop public enum BuiltInTools {
  /// All of them, by the names `read_file`, `write_file`, `edit_file`, `list_files`, `search_files`, `fetch_url`.
  ///
  /// privateAddresses: which addresses of private networks `fetch_url` may reach: `192.168.1.5`, `10.0.0.0/8`
  /// fetchTimeout:     for one page, redirects included
  public static func all(privateAddresses: [String] = [], fetchTimeout: Duration = .seconds(30)) -> [any Tool] {
    let fetching = Fetching(addresses: privateAddresses, timeout: fetchTimeout)
    return [ReadFile(), WriteFile(), EditFile(), ListFiles(), SearchFiles(), tool(fetching)]
  }

  private struct Fetching: Equatable {
    let addresses: [String]
    let timeout: Duration
  }

  // It holds connections, and the authorities that it has read: not to be made anew for every turn.
  private static var last: (fetching: Fetching, tool: FetchURL)?

  private static func tool(_ fetching: Fetching) -> FetchURL {
    if let last, last.fetching == fetching { return last.tool }
    let tool = FetchURL(AddressPolicy(allowing: fetching.addresses), timeout: fetching.timeout)
    last = (fetching, tool)
    return tool
  }
}
