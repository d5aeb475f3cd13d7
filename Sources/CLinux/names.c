#include <stddef.h>
#include <stdint.h>

/* Instead of the standard library's, in a release: no character has a name, and half a megabyte of names stays away.
   See Sources/martlet/release.ld. */
int martlet_no_scalar_name(uint32_t scalar, uint8_t *buffer, ptrdiff_t capacity) {
  (void)scalar;
  (void)buffer;
  (void)capacity;
  return 0;
}
