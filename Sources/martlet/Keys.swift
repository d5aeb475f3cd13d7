import Kernel
import Login

/// What the configuration wants of passwords and tokens.
enum Keys {
  /// Reads a password from the terminal without showing it, or the first line of whatever else stands there.
  static func hashPassword() {
    if Machine.isTerminal(.error) { Machine.write("Password: ", to: .error) }
    let line = Machine.readSecretLine()
    if Machine.isTerminal(.error) { Machine.write("\n", to: .error) }
    guard let password = line, password.count >= LoginLimits.shortestPassword,
      password.utf8.count <= LoginLimits.passwordBytes
    else {
      Machine.write("martlet: a password has at least \(LoginLimits.shortestPassword) characters\n", to: .error)
      Machine.exit(1)
    }
    Machine.write("\(PasswordHash(of: password))\n", to: .output)
  }

  static func makeToken() {
    let (token, hash) = AccessToken.make()
    Machine.write(
      """
      \(token)

      The program sends it as "Authorization: Bearer …"; it is shown only now. The configuration keeps its hash:
        "auth": {"tokens": {"NAME": {"hash": "\(hash)", "user": "USER"}}}

      """, to: .output)
  }
}
