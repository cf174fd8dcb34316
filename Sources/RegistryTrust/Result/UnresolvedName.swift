/// A host's name whose addresses decide something, and that was not resolved.
public struct UnresolvedName: Sendable, Hashable {
  /// The name.
  public let name: String
  /// Whether `insecure-registries` lists a network, besides the loopback addresses that always count.
  public let concernsNetworks: Bool
}
