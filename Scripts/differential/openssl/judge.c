// Judges the chains of a file with OpenSSL: for each line of `differential generate` it prints the id, what the verification of
// OpenSSL objects to, and what it objects to with X509_V_FLAG_X509_STRICT; nothing if it accepts the chain.
//
// What is asked is what crypto/x509 and Rootward are asked: a TLS server, every trusted certificate as an anchor, policies
// processed, and keys and digests of at least 112 bits.

#define _DEFAULT_SOURCE
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The objections of one verification, as a list with commas.
struct objections {
  char text[1 << 14];
};

static void add(struct objections *list, const char *prefix, const char *message) {
  char word[256];
  size_t length = (size_t)snprintf(word, sizeof word, "%s", prefix);
  for (; *message && length + 2 < sizeof word; message++) {
    if (isalpha((unsigned char)*message)) word[length++] = (char)tolower((unsigned char)*message);
    else if (length > 0 && word[length - 1] != '-') word[length++] = '-';
  }
  while (length > 0 && word[length - 1] == '-') length--;
  word[length] = 0;
  // Each only once.
  for (char *at = list->text; (at = strstr(at, word)); at++) {
    char before = at == list->text ? ',' : at[-1], after = at[length];
    if (before == ',' && (after == ',' || after == 0)) return;
  }
  size_t used = strlen(list->text);
  snprintf(list->text + used, sizeof list->text - used, "%s%s", used ? "," : "", word);
}

static int objecting(int ok, X509_STORE_CTX *context) {
  if (!ok) {
    struct objections *list = X509_STORE_CTX_get_app_data(context);
    add(list, "", X509_verify_cert_error_string(X509_STORE_CTX_get_error(context)));
  }
  return 1;
}

// Reads a certificate as a TLS client does: with nothing behind it.
static X509 *read_certificate(const char *hexadecimal, const char *part, struct objections *list) {
  long length = (long)strlen(hexadecimal) / 2;
  unsigned char *bytes = malloc((size_t)length + 1);
  for (long index = 0; index < length; index++) {
    char digits[3] = {hexadecimal[2 * index], hexadecimal[2 * index + 1], 0};
    bytes[index] = (unsigned char)strtoul(digits, NULL, 16);
  }
  const unsigned char *end = bytes;
  ERR_clear_error();
  X509 *certificate = d2i_X509(NULL, &end, length);
  if (!certificate) {
    unsigned long error = ERR_peek_error();
    const char *reason = ERR_reason_error_string(error);
    add(list, part, reason ? reason : "unknown");
  } else if (end != bytes + length) {
    add(list, part, "trailing bytes");
    X509_free(certificate);
    certificate = NULL;
  }
  free(bytes);
  return certificate;
}

static struct objections judge(char *const *field, const char *others, const char *roots, unsigned long flags) {
  struct objections list = {{0}};
  X509_STORE *store = X509_STORE_new();
  STACK_OF(X509) *untrusted = sk_X509_new_null();
  char *copy = strdup(roots), *rest = copy, *one;
  while ((one = strsep(&rest, ",")) && *copy) {
    X509 *certificate = read_certificate(one, "unreadable-root:", &list);
    if (certificate) X509_STORE_add_cert(store, certificate);
    X509_free(certificate);
  }
  free(copy);
  copy = rest = strdup(others);
  while ((one = strsep(&rest, ",")) && *copy) {
    X509 *certificate = read_certificate(one, "unreadable-intermediate:", &list);
    if (certificate) sk_X509_push(untrusted, certificate);
  }
  free(copy);
  X509 *leaf = read_certificate(field[5], "unreadable-leaf:", &list);
  if (leaf) {
    struct objections found = {{0}};
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    X509_STORE_CTX_init(context, store, leaf, untrusted);
    X509_STORE_CTX_set_app_data(context, &found);
    X509_STORE_CTX_set_verify_cb(context, objecting);
    X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
    X509_VERIFY_PARAM_set_auth_level(parameters, 2);
    X509_VERIFY_PARAM_set_depth(parameters, 100);
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_POLICY_CHECK | flags);
    // Without this the initial policies are none at all, and not any, as in RFC 5280 §6.1.1 (c).
    X509_VERIFY_PARAM_add0_policy(parameters, OBJ_txt2obj("2.5.29.32.0", 1));
    X509_VERIFY_PARAM_set_time(parameters, (time_t)strtoll(field[2], NULL, 10));
    int known = strcmp(field[3], "ip") == 0 ? X509_VERIFY_PARAM_set1_ip_asc(parameters, field[4])
                                            : X509_VERIFY_PARAM_set1_host(parameters, field[4], 0);
    if (!known) add(&found, "", "reference name");
    int accepted = X509_verify_cert(context) > 0;
    if (!accepted && !found.text[0])
      add(&found, "", X509_verify_cert_error_string(X509_STORE_CTX_get_error(context)));
    if (found.text[0]) {
      if (list.text[0]) strncat(list.text, ",", sizeof list.text - strlen(list.text) - 1);
      strncat(list.text, found.text, sizeof list.text - strlen(list.text) - 1);
    } else {
      list.text[0] = 0;
    }
    X509_STORE_CTX_free(context);
  }
  X509_free(leaf);
  sk_X509_pop_free(untrusted, X509_free);
  X509_STORE_free(store);
  return list;
}

int main(int count_of_arguments, char **arguments) {
  if (count_of_arguments == 2 && strcmp(arguments[1], "version") == 0) {
    puts(OpenSSL_version(OPENSSL_VERSION));
    return 0;
  }
  char *line = NULL;
  size_t capacity = 0;
  ssize_t length;
  while ((length = getline(&line, &capacity, stdin)) > 0) {
    if (line[length - 1] == '\n') line[length - 1] = 0;
    char *field[9], *rest = line;
    int count = 0;
    while (count < 9 && (field[count] = strsep(&rest, "\t"))) count++;
    if (count < 9) {
      fprintf(stderr, "error: a line has %d fields\n", count);
      return 3;
    }
    struct objections usual = judge(field, field[6], field[7], 0);
    struct objections strict = judge(field, field[6], field[7], X509_V_FLAG_X509_STRICT);
    printf("%s\t%s\t%s\n", field[0], usual.text, strict.text);
  }
  free(line);
  return 0;
}
