import Certificates

/// The certificate of a client that is asked for one: self-signed, on P-256, with each extension that filters look at.
///
///     openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=client -days 27000 \
///       -addext keyUsage=critical,digitalSignature -addext extendedKeyUsage=clientAuth \
///       -addext subjectAltName=DNS:a.example,DNS:b.example
enum FixedIdentity {
  static let chain: [Certificate] = CertificateBundle(Array(pem.utf8), source: "fixed").certificates

  private static let pem = """
    -----BEGIN CERTIFICATE-----
    MIIBwTCCAWegAwIBAgIUEpc9iQBTgG6FEtqFLRdU+9+5lWwwCgYIKoZIzj0EAwIwETEPMA0GA1UEAwwGY2xpZW50MCAXDTI2MTEy
    MTE5MTQzMloYDzIxMDAxMDI0MTkxNDMyWjARMQ8wDQYDVQQDDAZjbGllbnQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATwoDUA
    q8VvOWyRYz/3jIlwaLRSAn4+YJcYdHZGF5l7bduMt8KuB6Bk0fzi1dSWSy+1jXgVof2zIPeaHdM+ZGXro4GaMIGXMB0GA1UdDgQW
    BBRqZ8vaaIaj8HnhYczhUPpxGcYBBzAfBgNVHSMEGDAWgBRqZ8vaaIaj8HnhYczhUPpxGcYBBzAPBgNVHRMBAf8EBTADAQH/MA4G
    A1UdDwEB/wQEAwIHgDATBgNVHSUEDDAKBggrBgEFBQcDAjAfBgNVHREEGDAWgglhLmV4YW1wbGWCCWIuZXhhbXBsZTAKBggqhkjO
    PQQDAgNIADBFAiBUc1mOCQqVgqsXdrdK+fUpWzxtsbA/OkFnSzpsbmjpQwIhAL8kZ+K2OpVDNdmFUIE1IHhVi5RtvG/JoHi5UEAe
    ZUiw
    -----END CERTIFICATE-----
    """
}
