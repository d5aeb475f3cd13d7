/// A system call's numbers on the machines we know.
struct SystemCall: Hashable {
  let intel: UInt32?
  let arm: UInt32?

  init(_ intel: UInt32?, _ arm: UInt32?) {
    self.intel = intel
    self.arm = arm
  }

  /// The same everywhere, as all are since Linux 5.1.
  init(_ number: UInt32) { self.init(number, number) }

  static let socket = SystemCall(41, 198)
  static let socketpair = SystemCall(53, 199)
  static let clone = SystemCall(56, 220)
  static let clone3 = SystemCall(435)
  static let prlimit = SystemCall(302, 261)
  static let ioctl = SystemCall(16, 29)
  static let truncate = SystemCall(76, 45)

  /// Calls that send, with the place of their flags: sendto, sendmsg, sendmmsg.
  static let sending = [(SystemCall(44, 206), UInt32(3)), (SystemCall(46, 211), 2), (SystemCall(307, 269), 3)]
  /// Calls that name another process, or none (0), in their first argument: sched_setscheduler, sched_setattr,
  /// sched_setparam. And in their second: setpriority, ioprio_set.
  static let naming = [
    (SystemCall(144, 119), UInt32(0)), (SystemCall(314, 274), 0), (SystemCall(142, 118), 0),
    (SystemCall(141, 140), 1), (SystemCall(251, 30), 1),
  ]
  /// Calls that give a file its mode, with the place of that: chmod, fchmod, fchmodat, fchmodat2, creat, mknod,
  /// mknodat.
  static let modes = [
    (SystemCall(90, nil), UInt32(1)), (SystemCall(91, 52), 1), (SystemCall(268, 53), 2), (SystemCall(452), 2),
    (SystemCall(85, nil), 1), (SystemCall(133, nil), 1), (SystemCall(259, 33), 2),
  ]
  /// Calls that may make a file, with the place of their flags, before that of its mode: open, openat.
  static let opening = [(SystemCall(2, nil), UInt32(1)), (SystemCall(257, 56), 2)]
  /// As openat, with all of that in memory.
  static let openat2 = SystemCall(437)

  /// What a tool's program has no business with: other processes, the kernel's keys and settings, mounts and
  /// namespaces, and ways around this filter.
  static let refused: [SystemCall] = [
    // ptrace, process_vm_readv, process_vm_writev, kcmp, pidfd_getfd, process_madvise, move_pages, migrate_pages
    SystemCall(101, 117), SystemCall(310, 270), SystemCall(311, 271), SystemCall(312, 272), SystemCall(438),
    SystemCall(440), SystemCall(279, 239), SystemCall(256, 238),
    // add_key, request_key, keyctl
    SystemCall(248, 217), SystemCall(249, 218), SystemCall(250, 219),
    // mount, umount2, pivot_root, chroot, setns, unshare, open_tree, move_mount, fsopen, fsconfig, fsmount,
    // fspick, mount_setattr, open_tree_attr
    SystemCall(165, 40), SystemCall(166, 39), SystemCall(155, 41), SystemCall(161, 51), SystemCall(308, 268),
    SystemCall(272, 97), SystemCall(428), SystemCall(429), SystemCall(430), SystemCall(431), SystemCall(432),
    SystemCall(433), SystemCall(442), SystemCall(467),
    // bpf, perf_event_open, userfaultfd, open_by_handle_at, fanotify_init
    SystemCall(321, 280), SystemCall(298, 241), SystemCall(323, 282), SystemCall(304, 265), SystemCall(300, 262),
    // kexec_load, kexec_file_load, init_module, finit_module, delete_module, reboot, swapon, swapoff
    SystemCall(246, 104), SystemCall(320, 294), SystemCall(175, 105), SystemCall(313, 273), SystemCall(176, 106),
    SystemCall(169, 142), SystemCall(167, 224), SystemCall(168, 225),
    // settimeofday, clock_settime, adjtimex, clock_adjtime, sethostname, setdomainname
    SystemCall(164, 170), SystemCall(227, 112), SystemCall(159, 171), SystemCall(305, 266), SystemCall(170, 161),
    SystemCall(171, 162),
    // quotactl, quotactl_fd, acct, syslog, vhangup, iopl, ioperm, modify_ldt
    SystemCall(179, 60), SystemCall(443), SystemCall(163, 89), SystemCall(103, 116), SystemCall(153, 58),
    SystemCall(172, nil), SystemCall(173, nil), SystemCall(154, nil),
    // io_uring_setup, io_uring_enter, io_uring_register: they open sockets that no filter sees
    SystemCall(425), SystemCall(426), SystemCall(427),
  ]
}
