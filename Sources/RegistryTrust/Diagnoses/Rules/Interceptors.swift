import Certificates

/// Products that stand between a network and the Internet, and replace the certificates of servers.
enum Interceptors {
  /// The words that their authorities' names hold, and how the products are called.
  private static let names: [(word: String, product: String)] = [
    ("zscaler", "Zscaler"), ("netskope", "Netskope"), ("fortinet", "Fortinet"), ("fortigate", "Fortinet"),
    ("palo alto", "Palo Alto Networks"), ("blue coat", "Blue Coat"), ("bluecoat", "Blue Coat"),
    ("cisco umbrella", "Cisco Umbrella"), ("forcepoint", "Forcepoint"), ("websense", "Forcepoint"),
    ("mcafee web gateway", "McAfee Web Gateway"), ("sophos", "Sophos"), ("check point", "Check Point"),
    ("barracuda", "Barracuda"), ("watchguard", "WatchGuard"), ("sonicwall", "SonicWall"), ("kaspersky", "Kaspersky"),
    ("eset ssl filter", "ESET"), ("avast", "Avast"), ("bitdefender", "Bitdefender"), ("mitmproxy", "mitmproxy"),
    ("portswigger", "Burp Suite"), ("charles proxy", "Charles"), ("fiddler", "Fiddler"), ("squid", "Squid"),
    ("cloudflare gateway", "Cloudflare Gateway"), ("menlo security", "Menlo Security"), ("iboss", "iboss"),
  ]

  /// The product that a name is of; `nil` if it is of none that is known.
  static func product(_ name: DistinguishedName) -> String? {
    let text = name.description.lowercased()
    return names.first { text.contains($0.word) }?.product
  }
}
