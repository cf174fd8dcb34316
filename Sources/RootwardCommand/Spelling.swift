import Certificates

/// Guesses what a person meant to type.
enum Spelling {
  /// The longest word that is compared: no name of ours has half as many letters.
  private static let maximumLength = 40

  /// The candidate that `word` most likely stands for; `nil` if it resembles none.
  static func nearest(to word: String, in candidates: [String]) -> String? {
    let letters = Array(word.utf8)
    guard letters.count <= maximumLength else { return nil }
    // Somebody who leaves off the end means the only name that goes on so.
    let completions = candidates.filter { letters.count > 3 && $0.hasPrefix(word) }
    if completions.count == 1 { return completions.first }
    let rated = candidates.map { (distance: distance(letters, Array($0.utf8)), name: $0) }
    guard let best = rated.min(by: { $0.distance < $1.distance }) else { return nil }
    // Two letters in each other's place count as two, which would make any two short words alike.
    let tolerance = best.name.utf8.count < 5 ? 1 : max(2, best.name.utf8.count / 4)
    return best.distance <= tolerance ? best.name : nil
  }

  /// A word that a person typed, fit to be shown, and cut if it is very long.
  static func quoted(_ word: String) -> String {
    let text = DisplayText.escaped(word)
    guard text.count > 200 else { return "“\(text)”" }
    return "“\(text.prefix(200))…”"
  }

  /// How many letters have to be put in, left out or changed (Levenshtein).
  private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var row = Array(0...second.count)
    for (index, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in second.enumerated() {
        let changed = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
      }
    }
    return row[second.count]
  }
}
