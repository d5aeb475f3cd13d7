#include <ares.h>

// c-ares' status codes as the `int` that its functions return and its callbacks are given. The header's own are
// plain numbers in c-ares 1.18 (Debian 12) and cases of an enum in 1.34 (Debian 13): two types to Swift.
static const int aresSuccess = ARES_SUCCESS;
static const int aresNoData = ARES_ENODATA;
static const int aresNotFound = ARES_ENOTFOUND;
static const int aresNoName = ARES_ENONAME;
static const int aresBadName = ARES_EBADNAME;
static const int aresTimedOut = ARES_ETIMEOUT;
static const int aresConnectionRefused = ARES_ECONNREFUSED;
