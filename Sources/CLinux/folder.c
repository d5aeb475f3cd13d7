#define _GNU_SOURCE
#include "CLinux.h"
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

// The kernel's own shape and numbers (linux/openat2.h): libc has no name for them, and older headers lack the file.
struct open_how_of_linux {
  uint64_t flags, mode, resolve;
};
enum { RESOLVE_NO_MAGICLINKS_OF_LINUX = 0x02, RESOLVE_BENEATH_OF_LINUX = 0x08, SYS_openat2_OF_LINUX = 437 };

int linux_open_beneath(int folder, const char *path, int flags, unsigned mode) {
  struct open_how_of_linux how = {
      .flags = (unsigned)flags,
      .mode = flags & O_CREAT ? mode : 0,
      .resolve = RESOLVE_BENEATH_OF_LINUX | RESOLVE_NO_MAGICLINKS_OF_LINUX,
  };
  return (int)syscall(SYS_openat2_OF_LINUX, folder, path, &how, sizeof how);
}

int linux_rename_new(int folder, const char *old, const char *name) {
  return renameat2(folder, old, folder, name, RENAME_NOREPLACE);
}
