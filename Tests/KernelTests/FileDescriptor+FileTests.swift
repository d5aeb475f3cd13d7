import Testing

@testable import Kernel

@Suite struct FileDescriptorFileTests {
  @Test(arguments: ["/tmp", "/dev/zero", "/dev/null"])
  func `what is no file is not opened for reading`(path: String) {
    #expect(throws: SystemError.self) { _ = try FileDescriptor.open(path, for: .reading).size() }
  }

  @Test func `a file is`() throws {
    let file = try FileDescriptor.open("/proc/self/status", for: .reading)
    #expect(try file.read(at: 0, count: 5) == Array("Name:".utf8))
  }
}
