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
