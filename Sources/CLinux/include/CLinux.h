// What Swift's Glibc module lacks. No _GNU_SOURCE here: it would change the shape of Glibc's own types.
#pragma once
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/uio.h>

int linux_accept4(int listener, struct sockaddr *address, socklen_t *length, int flags);

/// One sendmsg with MSG_NOSIGNAL: a reader that has gone is an error, never a signal.
ssize_t linux_send(int socket, const struct iovec *parts, size_t count);

/// Opens `path` beneath `folder`, following no link that leads out of it (openat2(2), Linux 5.6).
int linux_open_beneath(int folder, const char *path, int flags, unsigned mode);

/// rename(2), unless the new name is taken (EEXIST).
int linux_rename_new(int folder, const char *old, const char *name);

/// pipe2 with O_CLOEXEC.
int linux_pipe(int ends[2]);

/// Starts a program in a session of its own, with no descriptors but these three, no signal blocked and none
/// ignored. Returns its number, or what went wrong as a negative errno.
pid_t linux_spawn(
    const char *program, char *const arguments[], char *const environment[], const char *folder,
    int input, int output, int errors);

/// A descriptor that becomes readable when the process ends (pidfd_open(2)).
int linux_pidfd_open(pid_t process);

/// For a process of one thread: its copy goes on from here too, and is told 0.
pid_t linux_fork(void);

/// Sends us `signal` when the thread that started us ends (PR_SET_PDEATHSIG).
int linux_follow_parent(int signal);
/// Makes us the parent of those below who lose theirs (PR_SET_CHILD_SUBREAPER).
int linux_adopt_orphans(void);
/// No program that we start gains rights by being started (PR_SET_NO_NEW_PRIVS).
int linux_refuse_privileges(void);
/// Nobody else of our user may look into us (PR_SET_DUMPABLE).
int linux_hide_memory(void);
/// A descriptor that only names the file (O_PATH).
int linux_open_path(const char *path);

/// Gives up every capability, also for programs that are started later. Negative if the kernel refuses.
int linux_drop_capabilities(void);

/// Installs a filter of system calls (seccomp(2)): instructions of classic BPF, eight bytes each.
int linux_filter_calls(const uint64_t *instructions, unsigned short count);

/// Landlock (landlock(7)): its version, negative if there is none; a new ruleset; its rules; its enforcement.
int linux_landlock_version(void);
int linux_landlock_ruleset(uint64_t files, uint64_t network, uint64_t scopes);
int linux_landlock_allow_path(int ruleset, int path, uint64_t access);
int linux_landlock_allow_port(int ruleset, uint16_t port, uint64_t access);
int linux_landlock_enforce(int ruleset);

/// From here on this process has users, mounts and shared memory of its own (namespaces(7)), and the rights to
/// change them.
int linux_own_mounts(void);
/// Makes `folder` a mount of its own, with those below it.
int linux_bind(const char *folder);
/// Forbids, or allows, every change on the mount at `path`, and on all below it if `deep` (mount_setattr(2)).
int linux_set_read_only(const char *path, int readOnly, int deep);
/// An empty folder in memory in the place of `folder`: 64 MiB.
int linux_mount_memory(const char *folder);
