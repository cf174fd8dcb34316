/// Numbers that nobody outside the process knows, with which the hashes of names and certificates begin.
///
/// Whoever writes a bundle or a chain can then not know which of its names or certificates will meet in a table.
package enum HashSeed {
  #if hasFeature(Embedded)
    /// The same in every run.
    ///
    /// Embedded Swift has no source of randomness that every machine has: a bundle can be made whose names or certificates
    /// meet. Names that meet are chained, and cost a load nothing.
    static let words: InlineArray<4, UInt64> = [
      // The first digits of pi behind the point, as in Blowfish: nothing up the sleeve.
      0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344, 0xA409_3822_299F_31D0, 0x082E_FA98_EC4E_6C89,
    ]
  #else
    /// Drawn once for the process.
    static let words: InlineArray<4, UInt64> = {
      var generator = SystemRandomNumberGenerator()
      return InlineArray { _ in generator.next() }
    }()
  #endif
}
