#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

pid_t linux_fork(void) { return fork(); }

int linux_follow_parent(int signal) { return prctl(PR_SET_PDEATHSIG, (unsigned long)signal, 0, 0, 0); }

int linux_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

int linux_refuse_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

int linux_hide_memory(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

int linux_open_path(const char *path) { return open(path, O_PATH | O_CLOEXEC); }

int linux_drop_capabilities(void) {
  for (int capability = 0; capability < 64; capability++) prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};
  return (int)syscall(SYS_capset, &header, none);
}

int linux_filter_calls(const uint64_t *instructions, unsigned short count) {
  struct sock_fprog program = {count, (struct sock_filter *)instructions};
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

// The headers of the system may be older than its kernel: what follows is the kernel's own contract, with
// landlock_create_ruleset 444, landlock_add_rule 445 and landlock_restrict_self 446 on every machine.

struct ruleset {
  uint64_t files, network, scopes;
};

struct path_rule {
  uint64_t access;
  int32_t path;
} __attribute__((packed));

struct port_rule {
  uint64_t access, port;
};

int linux_landlock_version(void) { return (int)syscall(444, NULL, 0, 1); }

int linux_landlock_ruleset(uint64_t files, uint64_t network, uint64_t scopes) {
  struct ruleset ruleset = {files, network, scopes};
  return (int)syscall(444, &ruleset, sizeof ruleset, 0);
}

int linux_landlock_allow_path(int ruleset, int path, uint64_t access) {
  struct path_rule rule = {access, path};
  return (int)syscall(445, ruleset, 1, &rule, 0);
}

int linux_landlock_allow_port(int ruleset, uint16_t port, uint64_t access) {
  struct port_rule rule = {access, port};
  return (int)syscall(445, ruleset, 2, &rule, 0);
}

int linux_landlock_enforce(int ruleset) { return (int)syscall(446, ruleset, 0); }
