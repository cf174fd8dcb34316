/// What became of reading an item: its members, or why not; the identifier is told in either case, if it could be read.
package struct ItemReading: Sendable, Equatable {
  /// The members, or why there are none.
  package let result: Result<ItemFields, ItemProblem>
  /// The identifier.
  package let identifier: ItemIdentifier?

  init(_ fields: ItemFields) {
    result = .success(fields)
    identifier = fields.identifier
  }

  init(_ problem: ItemProblem, _ identifier: ItemIdentifier? = nil) {
    result = .failure(problem)
    self.identifier = identifier
  }
}
