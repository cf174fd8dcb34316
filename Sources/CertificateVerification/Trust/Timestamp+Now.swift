#if !hasFeature(Embedded)
  public import CertificateEncoding
  import Platform

  extension Timestamp {
    /// The moment that this machine's clock shows.
    public static var now: Timestamp { Timestamp(secondsSince1970: Clock.secondsSince1970()) }
  }
#endif
