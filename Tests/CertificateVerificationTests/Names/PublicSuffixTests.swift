@testable import CertificateVerification
import Testing

/// The table of public suffixes, by names whose place in the list is not going to change.
@Suite struct PublicSuffixTests {
  private func contains(_ name: String) -> Bool { PublicSuffixes.contains(Array(name.utf8)[...]) }

  @Test(arguments: [
    "com", "org", "uk", "co.uk", "github.io", "s3.amazonaws.com", "xn--p1ai", "xn--55qx5d.cn", "com.kobe.jp", "ck",
    "anything.ck", "unheard-of",
  ])
  func suffixes(_ name: String) { #expect(contains(name)) }

  @Test(arguments: [
    "example.com", "example.co.uk", "example.github.io", "amazonaws.com", "www.ck", "city.kobe.jp", "example.xn--p1ai",
    "a.unheard-of", "www.example.com", "apps.example.com",
  ])
  func names(_ name: String) { #expect(!contains(name)) }

  @Test func tableIsSortedAndWhole() {
    let entries = Array(PublicSuffixes.table.utf8)
    #expect(entries.count == PublicSuffixes.count * 8)
    for index in stride(from: 8, to: entries.count, by: 8) {
      #expect(entries[index - 8..<index].lexicographicallyPrecedes(entries[index..<index + 8]))
    }
  }
}
