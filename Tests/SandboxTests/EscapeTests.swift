import EventLoop
import FoundationEssentials
import Glibc
import Kernel
import Sandbox
import TestSupport
import Testing

/// Ways out. Each is tried twice: confined, where it must fail, and free, where the very same must succeed, or
/// the test would prove nothing.
@Suite(.onLoop, .serialized) @Loop struct EscapeTests {
  private let inmates: Inmates

  init() throws {
    inmates = try Inmates()
    try inmates.folder.write("mine", to: "mine")
  }

  @Test(arguments: [
    "cat $OUT/secret", "cat ../$(basename $OUT)/secret", "ln -s $OUT/secret link; cat link",
    "ln -s $OUT out; cat out/secret", "cat /proc/self/root$OUT/secret", "cd / && cat .$OUT/secret",
    "cat /proc/self/cwd/../$(basename $OUT)/secret", "head -c 20 < $OUT/secret", "cp $OUT/secret copy && cat copy",
    "ln $OUT/secret hard && cat hard", "mv $OUT/secret moved && cat moved", "tar -cf- -C $OUT secret | tar -xOf-",
    "exec 5<$OUT && cat /proc/self/fd/5/secret",
  ])
  func readingWhatIsOutside(_ script: String) async throws {
    #expect(try await confined(script, prints: "classified") == false)
    #expect(try await free(script, prints: "classified"))
  }

  @Test(arguments: [
    "echo x > $OUT/new", "echo x > $OUT/../out-$$ && rm $OUT/../out-$$", "echo x >> $OUT/secret", ": > $OUT/secret",
    "mkdir $OUT/folder", "rm $OUT/secret", "mv $OUT/secret $OUT/other", "mv mine $OUT/mine", "ln mine $OUT/linked",
    "ln -s $OUT/new link; echo x > link", "truncate -s 0 $OUT/secret", "mkfifo $OUT/pipe",
    "python3 -c 'import os; os.truncate(os.environ[\"OUT\"] + \"/secret\", 0)'",
    "echo x > /tmp/martlet-escape-$$ && rm /tmp/martlet-escape-$$", "echo x > /var/tmp/x-$$ && rm /var/tmp/x-$$",
    "echo x > /dev/x-$$ && rm /dev/x-$$", "echo x > /usr/x-$$ && rm /usr/x-$$",
    "echo x > /etc/x-$$ && rm /etc/x-$$",
  ])
  func writingOutside(_ script: String) async throws {
    #expect(try await inmates.run(script).exit != .code(0))
    #expect(try inmates.outside.text(of: "secret") == "classified")
    #expect(inmates.outside.contents.count == 1)
    #expect(try await inmates.run(script, .unconfined).exit == .code(0))
  }

  // Landlock knows nothing of these: the frozen world does.
  @Test(
    .enabled(if: SandboxSupport.here.hasNamespaces),
    arguments: [
      "chmod 777 $OUT/secret", "chmod 0 $OUT", "touch -d 2001-01-01 $OUT/secret", "chown 1:1 $OUT/secret",
      "python3 -c 'import os; os.setxattr(os.environ[\"OUT\"] + \"/secret\", \"user.x\", b\"y\")'",
    ])
  func changingWhatIsKnownOfAFileOutside(_ script: String) async throws {
    #expect(try await inmates.run(script).exit != .code(0))
    #expect(try await inmates.run(script, .unconfined).exit == .code(0))
  }

  @Test(.enabled(if: SandboxSupport.here.hasNamespaces)) func sharedMemoryIsItsOwn() async throws {
    let name = "martlet-\(UInt32.random(in: 0...UInt32.max))"
    #expect(try await inmates.run("echo x > /dev/shm/\(name) && ls /dev/shm").text == name + "\n")
    #expect(!FileManager.default.fileExists(atPath: "/dev/shm/" + name))
    #expect(try await inmates.python("import multiprocessing; multiprocessing.Lock()").exit == .code(0))
  }

  @Test func theHomesOfPeople() async throws {
    let home = String(cString: getpwuid(getuid()).pointee.pw_dir)
    let script = "ls -A \(home) > /dev/null"
    #expect(try await inmates.run(script).exit != .code(0))
    #expect(try await inmates.run(script, .unconfined).exit == .code(0))
  }

  @Test(.enabled(if: getuid() == 0)) func keysOfMartletAmongTheSystemsFiles() async throws {
    for (place, mode) in [("/etc", "640"), ("/etc", "644"), ("/opt", "644")] as [(String, String)] {
      let folder = "\(place)/martlet-test-\(getpid())"
      let script = "cat \(folder)/config.json"
      let make = "mkdir \(folder); echo key > \(folder)/config.json; chmod \(mode) \(folder)/config.json"
      _ = try await inmates.run(make, .unconfined)
      let hiding = Confinement(writable: [inmates.folder.path], hidden: mode == "644" ? [folder + "/config.json"] : [])
      #expect(try await inmates.run(script, hiding).exit != .code(0))
      #expect(try await inmates.run(script, .unconfined).text == "key\n")
      _ = try await inmates.run("rm -r \(folder)", .unconfined)
    }
  }

  @Test(.enabled(if: getuid() == 0)) func secretsOfTheSystemThatRootCouldRead() async throws {
    let script = "head -c 1 /etc/shadow > /dev/null"
    #expect(try await inmates.run(script).exit != .code(0))
    #expect(try await inmates.run(script, .unconfined).exit == .code(0))
    #expect(try await inmates.run("cat /etc/passwd /etc/hosts /etc/ld.so.cache > /dev/null").exit == .code(0))
  }

  @Test(arguments: ["cat environ", "cat maps", "readlink fd/0", "ls root/etc", "ls cwd/", "head -c 1 mem; ls root/"])
  func lookingIntoMartlet(_ look: String) async throws {
    let script = "cd /proc/\(getpid()) && \(look) > /dev/null"
    #expect(try await inmates.run(script).exit != .code(0))
    #expect(try await inmates.run(script, .unconfined).exit == .code(0))
  }

  @Test func signalsToMartlet() async throws {
    guard SandboxSupport.here.landlock >= 6 else { return }
    #expect(try await inmates.run("kill -0 \(getpid())").exit != .code(0))
    #expect(try await inmates.run("kill -0 \(getpid())", .unconfined).exit == .code(0))
  }

  @Test func tracingAndLimitingOthers() async throws {
    let other = try ChildProcess.start(["/bin/sleep", "1000"], environment: [:], folder: "/")
    let trace = """
      import ctypes, os, sys
      c = ctypes.CDLL(None, use_errno=True)
      sys.exit(0 if c.ptrace(16, \(other.number), 0, 0) == 0 else 1)
      """
    let limit = "import resource; resource.prlimit(\(other.number), resource.RLIMIT_NOFILE, (9, 9))"
    for script in [trace, limit] {
      #expect(try await inmates.python(script).exit != .code(0))
      #expect(try await inmates.python(script, .unconfined).exit == .code(0))
    }
    _ = await other.end(grace: .zero)
  }

  @Test func socketsOfTheFileSystemAndAbstractOnes() async throws {
    let path = inmates.folder.path + "/docker.sock"
    for name in [path, "\\0martlet-\(UInt32.random(in: 0...UInt32.max))"] {
      let server = try inmates.start(
        """
        import socket
        s = socket.socket(socket.AF_UNIX); s.bind('\(name)'); s.listen()
        print('up', flush=True); s.accept()
        """, .unconfined, shell: ["/usr/bin/python3", "-c"])
      #expect(await Inmates.line(server.output) == "up")
      let script = "import socket; socket.socket(socket.AF_UNIX).connect('\(name)')"
      let network = Confinement(writable: [inmates.folder.path], network: true)
      #expect(try await inmates.python(script, network).exit != .code(0))
      #expect(try await inmates.python(script, .unconfined).exit == .code(0))
      _ = await server.end(grace: .zero)
    }
  }

  @Test func theNetworkIsOffUnlessItIsAllowed() async throws {
    let server = try inmates.start(Self.servers, .unconfined, shell: ["/usr/bin/python3", "-c"])
    let port = await Inmates.line(server.output)
    let tcp = "import socket; socket.create_connection(('127.0.0.1', \(port)), 2)"
    let udp = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', \(port)))"
    let tcp6 = "import socket; socket.socket(socket.AF_INET6).bind(('::1', 0))"
    for script in [tcp, udp, tcp6] {
      #expect(try await inmates.python(script).exit != .code(0))
      let network = Confinement(writable: [inmates.folder.path], network: true)
      #expect(try await inmates.python(script, network).exit == .code(0))
    }
    _ = await server.end(grace: .zero)
  }

  @Test func martletsOwnPortIsClosedEvenToWhoMayUseTheNetwork() async throws {
    guard SandboxSupport.here.landlock >= 4 else { return }
    let server = try inmates.start(Self.servers, .unconfined, shell: ["/usr/bin/python3", "-c"])
    let port = await Inmates.line(server.output)
    var network = Confinement(writable: [inmates.folder.path], network: true)
    let plain = "import socket; socket.create_connection(('127.0.0.1', \(port)), 2)"
    #expect(try await inmates.python(plain, network).exit == .code(0))
    network.closedPorts = [UInt16(port)!]
    let fast = "import socket; socket.socket().sendto(b'GET', 0x20000000, ('127.0.0.1', \(port)))"
    let multipath = "import socket; socket.socket(socket.AF_INET, 1, 262).connect(('127.0.0.1', \(port)))"
    for script in [plain, fast, multipath] {
      #expect(try await inmates.python(script, network).exit != .code(0))
      #expect(try await inmates.python(script, .unconfined).exit == .code(0))
    }
    _ = await server.end(grace: .zero)
  }

  @Test func ringsThatOpenSocketsBehindTheFilter() async throws {
    let script = """
      import ctypes, sys
      c = ctypes.CDLL(None, use_errno=True)
      p = ctypes.create_string_buffer(256)
      sys.exit(0 if c.syscall(425, 4, p) >= 0 else 1)
      """
    #expect(try await inmates.python(script).exit != .code(0))
    #expect(try await inmates.python(script, .unconfined).exit == .code(0))
  }

  @Test(arguments: ["unshare -r true", "unshare -m true", "chroot / true", "mount -t tmpfs none /mnt && umount /mnt"])
  func namespacesAndMounts(_ script: String) async throws {
    #expect(try await inmates.run(script).exit != .code(0))
    #expect(try await inmates.run(script, .unconfined).exit == .code(0))
  }

  @Test(arguments: ["renice 19 -p \(getpid())", "touch a; chmod u+s a", "install -m 6755 /bin/true a"])
  func slowingOthersDownAndLendingRights(_ script: String) async throws {
    #expect(try await inmates.run(script).exit != .code(0))
    let free = script.hasPrefix("renice") ? "renice 0 -p \(getpid())" : script
    #expect(try await inmates.run(free, .unconfined).exit == .code(0))
  }

  @Test func itGainsNoRights() async throws {
    let status = try await inmates.run("grep -E 'NoNewPrivs|CapEff|CapBnd|CapAmb|Seccomp:' /proc/self/status").text
    #expect(status.contains("NoNewPrivs:\t1"))
    #expect(status.contains("CapEff:\t0000000000000000"))
    #expect(status.contains("CapAmb:\t0000000000000000"))
    #expect(status.contains("Seccomp:\t2"))
  }

  @Test func aRaceOfLinksWinsNothing() async throws {
    let script = """
      mkdir a; echo harmless > a/secret
      (for i in $(seq 3000); do ln -sfn a swap; ln -sfn $OUT swap; done) &
      for i in $(seq 300); do cat swap/secret 2>/dev/null; done | sort -u
      """
    #expect(try await !inmates.run(script).text.contains("classified"))
    #expect(try await inmates.run("rm -r a; " + script, .unconfined).text.contains("classified"))
  }

  @Test func whatItNeedsItHas() async throws {
    let script = """
      set -e
      echo x > $TMPDIR/x; mkdir -p a/b; echo y > a/b/c; mv a/b d; ln d/c e; ln -s e f; cat f; chmod +x f; rm -r d
      echo out > /dev/stdout; echo null > /dev/null; head -c 1 /dev/urandom > /dev/null
      cat <<< here; cat <(echo there); ls /usr/bin /proc/self > /dev/null; git --version > /dev/null
      python3 -c 'import subprocess, tempfile; subprocess.run(["true"], check=True); tempfile.TemporaryFile()'
      """
    #expect(try await inmates.run(script) == .init(text: "y\nout\nhere\nthere\n", exit: .code(0)))
  }

  @Test func itsTemporaryFolderIsItsOwnAndGoesWithIt() async throws {
    let folder = try await inmates.run("mkdir -p $TMPDIR/a/b; touch $TMPDIR/a/b/c; chmod 0 $TMPDIR/a; echo $TMPDIR")
    #expect(folder.text.hasPrefix("/tmp/martlet-"))
    #expect(!FileManager.default.fileExists(atPath: String(folder.text.dropLast())))
  }

  private static let servers = """
    import socket, time
    s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()
    print(s.getsockname()[1], flush=True)
    while True: s.accept()
    """

  private func confined(_ script: String, prints text: String) async throws -> Bool {
    try await inmates.run(script).text.contains(text)
  }

  private func free(_ script: String, prints text: String) async throws -> Bool {
    try await inmates.run("rm -f link out copy hard moved; " + script, .unconfined).text.contains(text)
  }
}
