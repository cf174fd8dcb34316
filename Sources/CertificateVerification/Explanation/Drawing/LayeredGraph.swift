/// The layers of a picture and the order within each: nodes from the leaf on the left to the anchors on the right.
///
/// The method is the one of Sugiyama, Tagawa and Toda ("Methods for visual understanding of hierarchical system
/// structures", 1981): every edge leads to a later layer, one that spans several gets a place in each layer between, and
/// the layers are put in the order of their neighbors' barycenters as long as that makes fewer edges cross.
struct LayeredGraph {
  /// A place in a layer.
  enum Item: Hashable {
    /// A node by its number.
    case node(Int)
    /// An edge by its number, on its way through a layer.
    case passage(edge: Int, layer: Int)
  }

  /// From one layer to the next.
  struct Segment {
    let edge: Int
    let from: Item
    let to: Item
  }

  /// The places of each layer, from the top down.
  private(set) var layers: [[Item]] = []
  /// The segments that end in each layer; none end in the first.
  private(set) var segments: [[Segment]] = []
  /// For each edge, whether it leads back to an earlier layer, as in a circle of authorities.
  private(set) var isReversed: [Bool]

  /// How often the order is improved, there and back.
  private static let sweepCount = 8

  /// Puts a graph into layers.
  init(_ graph: PathGraph) {
    isReversed = Self.backEdges(graph)
    let levels = Self.levels(graph, isReversed)
    let count = (levels.max() ?? -1) + 1
    layers = Array(repeating: [], count: count)
    segments = Array(repeating: [], count: count)
    // Nodes are numbered in the order of their paths, the most important path first: so they stand at the top.
    for node in graph.nodes.indices { layers[levels[node]].append(.node(node)) }
    for (number, edge) in graph.edges.enumerated() {
      let (from, to) = isReversed[number] ? (edge.issuer, edge.child) : (edge.child, edge.issuer)
      var previous = Item.node(from)
      for layer in levels[from] + 1..<max(levels[to], levels[from] + 1) {
        let passage = Item.passage(edge: number, layer: layer)
        layers[layer].append(passage)
        segments[layer].append(Segment(edge: number, from: previous, to: passage))
        previous = passage
      }
      segments[levels[to]].append(Segment(edge: number, from: previous, to: .node(to)))
    }
    order()
  }

  /// Finds the edges that close a circle, by a walk in depth from the leaf.
  private static func backEdges(_ graph: PathGraph) -> [Bool] {
    var isBack = Array(repeating: false, count: graph.edges.count)
    var outgoing: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    for (number, edge) in graph.edges.enumerated() { outgoing[edge.child].append(number) }
    var (isOpen, isDone) = (Array(repeating: false, count: graph.nodes.count), [Bool]())
    isDone = isOpen
    func walk(_ node: Int) {
      isOpen[node] = true
      for number in outgoing[node] {
        let issuer = graph.edges[number].issuer
        if isOpen[issuer] {
          isBack[number] = true
        } else if !isDone[issuer] {
          walk(issuer)
        }
      }
      isOpen[node] = false
      isDone[node] = true
    }
    for node in graph.nodes.indices where !isDone[node] { walk(node) }
    return isBack
  }

  /// The layer of each node: one more than the last of those below it, and the last of all for anchors.
  private static func levels(_ graph: PathGraph, _ isReversed: [Bool]) -> [Int] {
    var levels = Array(repeating: 0, count: graph.nodes.count)
    // Without circles, each round settles one more layer.
    for _ in graph.nodes {
      var isSettled = true
      for (number, edge) in graph.edges.enumerated() {
        let (from, to) = isReversed[number] ? (edge.issuer, edge.child) : (edge.child, edge.issuer)
        if levels[to] <= levels[from] {
          levels[to] = levels[from] + 1
          isSettled = false
        }
      }
      if isSettled { break }
    }
    let last = levels.max() ?? 0
    for (number, node) in graph.nodes.enumerated() where node.isAnchor { levels[number] = last }
    return levels
  }
}

extension LayeredGraph {
  /// Orders every layer so that few edges cross.
  private mutating func order() {
    var best = layers
    var fewest = crossingCount()
    for _ in 0..<Self.sweepCount where fewest > 0 {
      for layer in layers.indices.dropFirst() {
        sort(layer, by: segments[layer].map { ($0.to, $0.from) }, places: places(layer - 1))
      }
      for layer in layers.indices.dropLast().reversed() {
        sort(layer, by: segments[layer + 1].map { ($0.from, $0.to) }, places: places(layer + 1))
      }
      let count = crossingCount()
      if count < fewest { (best, fewest) = (layers, count) }
    }
    layers = best
  }

  private func places(_ layer: Int) -> [Item: Int] {
    var places: [Item: Int] = [:]
    for (place, item) in layers[layer].enumerated() { places[item] = place }
    return places
  }

  /// Sorts a layer by the mean place of each item's neighbors; items without any stay where they are.
  private mutating func sort(_ layer: Int, by links: [(item: Item, neighbor: Item)], places: [Item: Int]) {
    var sums: [Item: (sum: Int, count: Int)] = [:]
    for link in links {
      let place = places[link.neighbor] ?? 0
      let (sum, count) = sums[link.item] ?? (0, 0)
      sums[link.item] = (sum + place, count + 1)
    }
    let keyed = layers[layer].enumerated().map { place, item in
      // In thousandths, to stay with whole numbers.
      (key: sums[item].map { $0.sum * 1000 / $0.count } ?? place * 1000, place: place, item: item)
    }
    layers[layer] = keyed.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map { $0.item }
  }

  /// How many pairs of segments cross.
  private func crossingCount() -> Int {
    var count = 0
    for layer in layers.indices.dropFirst() {
      let (left, right) = (places(layer - 1), places(layer))
      let ends = segments[layer].map { (left[$0.from] ?? 0, right[$0.to] ?? 0) }
      for (number, one) in ends.enumerated() {
        for other in ends.dropFirst(number + 1)
        where (one.0 < other.0 && one.1 > other.1) || (one.0 > other.0 && one.1 < other.1) {
          count += 1
        }
      }
    }
    return count
  }
}
