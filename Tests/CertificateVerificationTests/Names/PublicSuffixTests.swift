@testable import CertificateVerification
import Testing

/// The table of public suffixes, by names whose place in the list is not going to change.
@Suite struct PublicSuffixTests {
  private func section(_ name: String) -> PublicSuffixes.Section? { PublicSuffixes.section(of: Array(name.utf8)[...]) }

  @Test(arguments: [
    "com", "org", "uk", "co.uk", "xn--p1ai", "xn--55qx5d.cn", "com.kobe.jp", "ck", "anything.ck", "unheard-of",
  ])
  func suffixes(_ name: String) { #expect(section(name) == .icann) }

  @Test(arguments: ["github.io", "s3.amazonaws.com", "anything.compute.amazonaws.com", "appspot.com"])
  func suffixesOfCompanies(_ name: String) { #expect(section(name) == .privateDomains) }

  @Test(arguments: [
    "example.com", "example.co.uk", "example.github.io", "amazonaws.com", "www.ck", "city.kobe.jp", "example.xn--p1ai",
    "a.unheard-of", "www.example.com", "apps.example.com", "kobe.jp", "compute.amazonaws.com",
  ])
  func names(_ name: String) { #expect(section(name) == nil) }

  @Test(arguments: [
    ("kobe.jp", PublicSuffixes.Section.icann), ("ck", .icann), ("compute.amazonaws.com", .privateDomains),
    ("co.uk", nil), ("example.com", nil), ("a.kobe.jp", nil),
  ])
  func namesBelow(_ name: String, _ expected: PublicSuffixes.Section?) {
    #expect(PublicSuffixes.section(below: Array(name.utf8)[...]) == expected)
  }

  @Test func tableIsSortedAndWhole() {
    let entries = Array(PublicSuffixes.table.utf8)
    #expect(entries.count == PublicSuffixes.count * 8)
    for index in stride(from: 8, to: entries.count, by: 8) {
      #expect(entries[index - 8..<index].lexicographicallyPrecedes(entries[index..<index + 8]))
    }
  }
}
