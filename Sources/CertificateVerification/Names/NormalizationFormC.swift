/// Unicode Normalization Form C (UAX #15) for the short text of a label.
///
/// The standard library normalizes inside its comparison of strings and offers no result. So this asks the
/// comparison: strings are ordered by the scalars of their normalized forms, hence the first scalar of a text's
/// normalized form is the greatest one, normalized itself, that is not after the text. A binary search finds it
/// in some 20 comparisons. That is for names which a person types; nothing in a certificate comes here.
enum NormalizationFormC {
  /// Brings text to Normalization Form C.
  ///
  /// - Returns: The text; `nil` if it holds a character that the form never has, such as U+0958 or U+2F800, or a
  ///   composed character whose parts would have to be taken apart for marks that follow it. Both are refused rather
  ///   than guessed: keyboards make neither.
  static func compose(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    for scalar in text where scalar.properties.isFullCompositionExclusion { return nil }
    // UAX #15, D117: a character composes with the last starter unless one of the same or a higher class, or another
    // starter, stands between them.
    var output: [Unicode.Scalar] = []
    output.reserveCapacity(text.count)
    var starter: Int?
    var lastClass: UInt8 = 0
    for scalar in inCanonicalOrder(text) {
      let currentClass = combiningClass(scalar)
      if let starter, output.count - 1 == starter || lastClass < currentClass,
        let composite = composite(output[starter], scalar)
      {
        output[starter] = composite
        continue
      }
      if currentClass == 0 { starter = output.count }
      lastClass = currentClass
      output.append(scalar)
    }
    return isConsistent(output) ? output : nil
  }

  /// The text with each run of marks sorted by class, marks of one class kept in order (D109).
  private static func inCanonicalOrder(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var output = text
    for index in output.indices.dropFirst() {
      let scalar = output[index]
      let currentClass = combiningClass(scalar)
      guard currentClass != 0 else { continue }
      var target = index
      while target > 0, combiningClass(output[target - 1]) > currentClass {
        output[target] = output[target - 1]
        target -= 1
      }
      output[target] = scalar
    }
    return output
  }

  /// Whether each starter is the one that the normalized form has before these marks.
  ///
  /// It is not where the text had a composed character with a mark of a higher class than one that follows it: `ḋ` and
  /// a dot below are, normalized, `ḍ` and a dot above.
  private static func isConsistent(_ text: [Unicode.Scalar]) -> Bool {
    var start = 0
    while start < text.count {
      var end = start + 1
      while end < text.count, combiningClass(text[end]) != 0 { end += 1 }
      if end - start > 1, firstScalar(of: string(text[start..<end])) != text[start] { return false }
      start = end
    }
    return true
  }

  /// The character that two others compose to.
  private static func composite(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
    // Nothing composes with ASCII as its second part.
    guard !second.isASCII else { return nil }
    let pair = string([first, second])
    let candidate = firstScalar(of: pair)
    return string([candidate]) == pair ? candidate : nil
  }

  /// The first scalar of the normalized form of `text`, which must not be empty.
  private static func firstScalar(of text: String) -> Unicode.Scalar {
    var best: Unicode.Scalar = "\0"
    var low: UInt32 = 0
    var high: UInt32 = 0x11_0000
    // A zero after both, because the comparison puts a text before any that it is a prefix of, even where what follows
    // composes with its end: U+11132 U+11127 is U+1112F, which is before U+11132.
    let bounded = text + "\0"
    while low + 1 < high {
      let middle = low + (high - low) / 2
      // Scalars that are not normalized themselves are not in order; neither are surrogates, which are none.
      var probe = middle
      while probe > low, !isNormalized(probe) { probe -= 1 }
      guard probe > low, let scalar = Unicode.Scalar(probe) else {
        low = middle
        continue
      }
      if string([scalar, "\0"]) <= bounded {
        best = scalar
        low = middle
      } else {
        high = probe
      }
    }
    return best
  }

  private static func isNormalized(_ value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    return !scalar.properties.isFullCompositionExclusion
  }

  private static func combiningClass(_ scalar: Unicode.Scalar) -> UInt8 {
    scalar.properties.canonicalCombiningClass.rawValue
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars { view.append(scalar) }
    return String(view)
  }
}
