#include <openssl/ssl.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <openssl/rand.h>
#include <openssl/hmac.h>

// Macros that Swift cannot see.
static inline long martlet_ssl_set_host_name(SSL *ssl, const char *name) {
  return SSL_set_tlsext_host_name(ssl, name);
}
static inline long martlet_ssl_ctx_minimum_tls_1_2(SSL_CTX *context) {
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}
static inline void martlet_ssl_ctx_save_memory(SSL_CTX *context) {
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
}
static inline int martlet_err_reason(unsigned long code) { return ERR_GET_REASON(code); }

// What an empty memory BIO answers: -1 "come again", 0 "the peer has gone".
static inline void martlet_bio_when_empty(BIO *bio, int answer) { BIO_set_mem_eof_return(bio, answer); }
