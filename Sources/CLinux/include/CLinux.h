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
