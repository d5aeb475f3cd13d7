#define _GNU_SOURCE
#include <sys/socket.h>
#include <sys/uio.h>

int linux_accept4(int listener, struct sockaddr *address, socklen_t *length, int flags) {
  return accept4(listener, address, length, flags);
}

ssize_t linux_send(int socket, const struct iovec *parts, size_t count) {
  struct msghdr message = {.msg_iov = (struct iovec *)parts, .msg_iovlen = count};
  return sendmsg(socket, &message, MSG_NOSIGNAL);
}
