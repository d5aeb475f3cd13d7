#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <unistd.h>

static int prepare_attributes(posix_spawnattr_t *attributes) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  sigdelset(&all, SIGKILL);
  sigdelset(&all, SIGSTOP);
  posix_spawnattr_setsigmask(attributes, &none);
  posix_spawnattr_setsigdefault(attributes, &all);
  return posix_spawnattr_setflags(
      attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
}

static int prepare_files(posix_spawn_file_actions_t *actions, const char *folder, int input, int output, int errors) {
  int code = posix_spawn_file_actions_addchdir_np(actions, folder);
  if (!code) code = posix_spawn_file_actions_adddup2(actions, input, 0);
  if (!code) code = posix_spawn_file_actions_adddup2(actions, output, 1);
  if (!code) code = posix_spawn_file_actions_adddup2(actions, errors, 2);
  if (!code) code = posix_spawn_file_actions_addclosefrom_np(actions, 3);
  return code;
}

pid_t linux_spawn(
    const char *program, char *const arguments[], char *const environment[], const char *folder,
    int input, int output, int errors) {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  pid_t process = 0;
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_init(&actions);
  int code = prepare_attributes(&attributes);
  if (!code) code = prepare_files(&actions, folder, input, output, errors);
  if (!code) code = posix_spawnp(&process, program, &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return code ? -code : process;
}

int linux_pidfd_open(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0); }

int linux_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
