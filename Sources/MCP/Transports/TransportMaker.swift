internal import EventLoop
internal import FoundationEssentials
internal import HTTPClient
internal import Kernel
internal import Sandbox

/// Makes the way to a server: starts its program, or takes its address.
@Loop struct TransportMaker {
  let client: HTTPClient
  let study: Disk
  let limits: MCPLimits

  /// errors: `ServerFailure`
  func make(_ configuration: MCPServerConfiguration) throws(ServerFailure) -> any Transport {
    switch configuration.transport {
    case .program(let command, let arguments, let environment):
      let process = try start([command] + arguments, adding: environment)
      return ProgramTransport(process, study: study, limits: limits)
    case .address(let url, let fields):
      let address = try ServerAddress(url: url, fields: fields)
      return AddressTransport(address, client: client, study: study, limits: limits)
    }
  }

  /// The owner named it, so it may do what the owner may; but it has a supervisor above it, which leaves
  /// nothing of it behind, however it or we may end.
  private func start(_ command: [String], adding more: [String: String]) throws(ServerFailure) -> ChildServer {
    let environment = ServerEnvironment.values(of: ProcessInfo.processInfo.environment, adding: more)
    guard ServerEnvironment.finds(command[0], in: environment) else {
      throw .ended("cannot be started: there is no program \(command[0])")
    }
    return try ChildServer(
      Confinement.unconfined.command(command), environment: environment, folder: environment["HOME"] ?? "/")
  }
}
