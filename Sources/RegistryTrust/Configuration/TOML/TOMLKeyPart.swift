/// A part of a key: what stands between its dots.
struct TOMLKeyPart {
  /// The part, without quotes.
  let text: String
  /// Where it stands.
  let position: TextPosition
}
