import EventLoop
import HTTPServer
import Kernel
import Web

/// What a monitor is told of the process and its connections.
@Loop struct Vitals {
  let server: HTTPServer
  /// Unix seconds.
  let started = WallClock.milliseconds / 1000

  var metrics: [Metric] {
    let process = Machine.process
    return [
      Metric("martlet_connections", .gauge, "Connections open now.", server.connectionCount),
      Metric("martlet_requests_total", .counter, "Requests heard.", server.requestCount),
      Metric(
        "process_cpu_seconds_total", .counter, "Processor time used.",
        [([], Double(process.cpuMilliseconds) / 1000)]),
      Metric("process_resident_memory_bytes", .gauge, "Memory in use.", process.residentBytes),
      Metric("process_open_fds", .gauge, "Descriptors open.", process.descriptors),
      Metric("process_start_time_seconds", .gauge, "When it was started, in Unix time.", started),
    ]
  }
}
