public import EventLoop

/// Is told, on the loop and synchronously, that there is more in a log; it holds its own cursor and pulls.
@Loop public protocol EventSubscriber: AnyObject {
  func eventsArrived()
}
