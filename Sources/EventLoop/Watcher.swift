public import Kernel

/// Is told, on the loop, that its descriptor became ready. Level-triggered: told again until the cause is gone.
@Loop public protocol Watcher: AnyObject {
  func ready(_ readiness: Readiness)
}
