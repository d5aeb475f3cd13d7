#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

int linux_own_mounts(void) { return unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWIPC); }

int linux_bind(const char *folder) { return mount(folder, folder, NULL, MS_BIND | MS_REC, NULL); }

int linux_set_read_only(const char *path, int readOnly, int deep) {
  // struct mount_attr, and mount_setattr 442 on every machine: the system's headers may not know them.
  struct {
    uint64_t set, clear, propagation, users;
  } attributes = {readOnly ? 1 : 0, readOnly ? 0 : 1, readOnly ? MS_PRIVATE : 0, 0};
  return (int)syscall(442, AT_FDCWD, path, deep ? 0x8000 : 0, &attributes, sizeof attributes);
}

int linux_mount_memory(const char *folder) {
  return mount("martlet", folder, "tmpfs", MS_NOSUID | MS_NODEV, "size=64m,mode=1777");
}
