internal import CLinux
internal import Glibc

/// A model server that thinks nothing: OpenAI's `/v1/models` and streamed `/v1/chat/completions`.
///
/// One thread a connection; a connection lives until its client closes it.
struct ModelServer {
  private let listener: BlockingSocket

  init(port: Int) throws { listener = try BlockingSocket.listener(port: UInt16(port)) }

  func run() throws {
    Output.say("listening on http://127.0.0.1:\(listener.localPort())/v1")
    while true { serve(try listener.accept()) }
  }

  private func serve(_ socket: BlockingSocket) {
    var thread = pthread_t()
    let descriptor = UnsafeMutableRawPointer(bitPattern: Int(socket.descriptor))
    pthread_create(
      &thread, nil,
      { raw in
        let socket = BlockingSocket(descriptor: Int32(Int(bitPattern: raw)))
        var conversation = ModelConversation(socket)
        conversation.run()
        close(socket.descriptor)
        return nil
      }, descriptor)
    pthread_detach(thread)
  }
}
