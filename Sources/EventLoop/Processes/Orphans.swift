internal import CLinux
internal import Glibc
internal import Kernel

/// The second line: programs whose supervisor was killed become our own children, and are ended.
@Loop public enum Orphans {
  private static var isAdopting = false
  private static var children: Set<Int32> = []

  /// Whoever loses its parent below us becomes ours. From here on only `ChildProcess` may start programs: all
  /// others are taken for orphans. Those that are there already (whoever ran us may have left us some) are not.
  public static func adopt(_ adopts: Bool = true) {
    children.formUnion(ProcessTree.end(below: getpid(), .none).living)
    isAdopting = adopts && linux_adopt_orphans() == 0
  }

  static func add(_ number: Int32) { children.insert(number) }
  static func remove(_ number: Int32) { children.remove(number) }

  /// Returns when there are none, or after some seconds in which the kernel could not end them.
  static func endAll() async {
    guard isAdopting else { return }
    for _ in 0..<500 {
      let found = ProcessTree.end(below: getpid(), sparing: children, .now)
      ProcessTree.reap(found.dead)
      if found.living.isEmpty { return }
      try? await Loop.sleep(for: .milliseconds(5))
    }
  }
}
