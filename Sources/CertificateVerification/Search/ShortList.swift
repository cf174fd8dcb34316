/// A list that mostly has one element, which takes no memory of its own.
struct ShortList<Element> {
  private var only: Element?
  /// All elements, where there are more than one.
  private var several: [Element] = []

  init() {}

  /// The number of elements.
  var count: Int { only == nil ? several.count : 1 }

  /// The element at `index`, which must be below ``count``.
  subscript(index: Int) -> Element { only ?? several[index] }

  /// Adds an element at the end.
  mutating func append(_ element: Element) {
    if let first = only {
      // Namesakes are two or three.
      several.reserveCapacity(4)
      several.append(first)
      several.append(element)
      only = nil
    } else if several.isEmpty {
      only = element
    } else {
      several.append(element)
    }
  }

  /// Puts the elements in order.
  mutating func sort(by precedes: (Element, Element) -> Bool) { several.sort(by: precedes) }
}
