/// Where everything of a picture lies, in whole pixels.
struct GraphLayout {
  /// A rectangle.
  struct Box {
    var left = 0
    var top = 0
    var width = 0
    var height = 0

    var middle: Int { top + height / 2 }
    var right: Int { left + width }
  }

  /// A way of an edge from one layer to the next: a curve, and then a straight line above which its label has room.
  struct Curve {
    let edge: Int
    let startX: Int
    let startY: Int
    /// Where the curve has come to the height of its end, and where it ends.
    let bendX: Int
    let endX: Int
    let endY: Int
    /// Whether it begins or ends at a node, where an arrow may stand.
    let startsAtNode: Bool
    let endsAtNode: Bool
  }

  /// The boxes of nodes, by their numbers.
  private(set) var nodes: [Box]
  private(set) var curves: [Curve] = []
  private(set) var isReversed: [Bool]
  private(set) var width = 0
  private(set) var height = 0

  /// Space around everything, between boxes of a layer, and for an edge that bends.
  private static let margin = 24
  private static let spacing = 22
  private static let bend = 72
  /// The distance of edges that end at the same node, so that a label fits between; of those that begin there; and what
  /// an edge that passes a layer takes.
  private static let endSpacing = 20
  private static let startSpacing = 14
  private static let passageHeight = 18

  private let layered: LayeredGraph
  private var boxes: [LayeredGraph.Item: Box] = [:]

  /// Lays a graph out.
  ///
  /// - Parameters:
  ///   - graph: the graph.
  ///   - sizes: the width and height that the text of each node needs.
  ///   - labelWidths: the width that the label of each edge needs.
  init(_ graph: PathGraph, sizes: [(width: Int, height: Int)], labelWidths: [Int]) {
    let layered = LayeredGraph(graph)
    self.layered = layered
    isReversed = layered.isReversed
    nodes = Array(repeating: Box(), count: graph.nodes.count)
    placeColumns(sizes, labelWidths)
    placeRows()
    for number in nodes.indices { nodes[number] = boxes[.node(number)] ?? Box() }
    connect()
  }

  private mutating func placeColumns(_ sizes: [(width: Int, height: Int)], _ labelWidths: [Int]) {
    var (incoming, outgoing) = ([LayeredGraph.Item: Int](), [LayeredGraph.Item: Int]())
    for segment in layered.segments.joined() {
      incoming[segment.to, default: 0] += 1
      outgoing[segment.from, default: 0] += 1
    }
    var left = Self.margin
    for (layer, items) in layered.layers.enumerated() {
      if layer > 0 {
        let labels = layered.segments[layer].map { segment -> Int in
          if case .node = segment.to { labelWidths[segment.edge] } else { 0 }
        }
        left += Self.bend + (labels.max() ?? 0)
      }
      var width = 0
      for item in items {
        if case .node(let number) = item { width = max(width, sizes[number].width) }
      }
      for item in items {
        var box = Box(left: left, width: width, height: Self.passageHeight)
        if case .node(let number) = item {
          box.height = max(
            sizes[number].height, Self.endSpacing * (incoming[item] ?? 0) + 8,
            Self.startSpacing * (outgoing[item] ?? 0) + 8)
        }
        boxes[item] = box
      }
      left += width
    }
    self.width = left + Self.margin
  }

  /// Brings every box near the middle of its neighbors, as far as the others of its layer leave room.
  private mutating func placeRows() {
    for items in layered.layers { spread(items, items.map { _ in 0 }) }
    for round in 0..<6 {
      let isForward = round % 2 == 0
      for layer in isForward ? Array(layered.layers.indices) : layered.layers.indices.reversed() {
        let items = layered.layers[layer]
        let wanted = items.map { item -> Int in
          var neighbors: [Int] = []
          if isForward || layer + 1 >= layered.layers.count {
            for segment in layered.segments[layer] where segment.to == item {
              neighbors.append(boxes[segment.from]?.middle ?? 0)
            }
          }
          if !isForward || neighbors.isEmpty, layer + 1 < layered.layers.count {
            for segment in layered.segments[layer + 1] where segment.from == item {
              neighbors.append(boxes[segment.to]?.middle ?? 0)
            }
          }
          let sum = neighbors.reduce(0, +)
          return neighbors.isEmpty ? boxes[item]?.middle ?? 0 : sum / neighbors.count
        }
        spread(items, wanted)
      }
    }
    let top = boxes.values.map { $0.top }.min() ?? 0
    for item in boxes.keys { boxes[item]?.top += Self.margin - top }
    height = (boxes.values.map { $0.top + $0.height }.max() ?? 0) + Self.margin
  }

  /// Places the boxes of a layer one below the other, each with its middle as near as possible to where it is wanted:
  /// neighbors that would overlap become a block, which goes to the mean of what its boxes want.
  private mutating func spread(_ items: [LayeredGraph.Item], _ wanted: [Int]) {
    var offsets: [Int] = []
    var offset = 0
    for (place, item) in items.enumerated() {
      let half = (boxes[item]?.height ?? 0) / 2
      if place > 0 { offset += half + Self.spacing }
      offsets.append(offset)
      offset += (boxes[item]?.height ?? 0) - half
    }
    var blocks: [(first: Int, count: Int, sum: Int)] = []
    func mean(_ block: (first: Int, count: Int, sum: Int)) -> Int {
      // Rounded down, for negative sums as well.
      (block.sum - (block.sum < 0 ? block.count - 1 : 0)) / block.count
    }
    for place in items.indices {
      blocks.append((place, 1, wanted[place] - offsets[place]))
      while blocks.count > 1, mean(blocks[blocks.count - 2]) > mean(blocks[blocks.count - 1]) {
        let last = blocks.removeLast()
        blocks[blocks.count - 1].count += last.count
        blocks[blocks.count - 1].sum += last.sum
      }
    }
    for block in blocks {
      for place in block.first..<block.first + block.count {
        let height = boxes[items[place]]?.height ?? 0
        boxes[items[place]]?.top = mean(block) + offsets[place] - height / 2
      }
    }
  }

  private mutating func connect() {
    for (layer, segments) in layered.segments.enumerated() where layer > 0 {
      let (starts, ends) = (ports(segments, isStart: true), ports(segments, isStart: false))
      let left = layered.layers[layer].first.flatMap { boxes[$0]?.left } ?? 0
      for (number, segment) in segments.enumerated() {
        guard let from = boxes[segment.from], let to = boxes[segment.to] else { continue }
        curves.append(
          Curve(
            edge: segment.edge, startX: from.right, startY: starts[number], bendX: from.right + Self.bend - 16,
            endX: left, endY: ends[number], startsAtNode: segment.from.isNode, endsAtNode: segment.to.isNode))
        // A passage goes straight through its layer.
        if !segment.to.isNode {
          curves.append(
            Curve(
              edge: segment.edge, startX: to.left, startY: to.middle, bendX: to.left, endX: to.right, endY: to.middle,
              startsAtNode: false, endsAtNode: false))
        }
      }
    }
  }

  /// The height at which each segment leaves or reaches its box: in the order of their other ends, around the middle.
  private func ports(_ segments: [LayeredGraph.Segment], isStart: Bool) -> [Int] {
    var heights = Array(repeating: 0, count: segments.count)
    var groups: [LayeredGraph.Item: [Int]] = [:]
    for (number, segment) in segments.enumerated() {
      groups[isStart ? segment.from : segment.to, default: []].append(number)
    }
    for (item, numbers) in groups {
      guard let box = boxes[item] else { continue }
      let sorted = numbers.sorted { one, other in
        let (first, second) = (segments[one], segments[other])
        let heights = (
          boxes[isStart ? first.to : first.from]?.middle ?? 0, boxes[isStart ? second.to : second.from]?.middle ?? 0
        )
        return heights.0 != heights.1 ? heights.0 < heights.1 : one < other
      }
      let spacing = isStart ? Self.startSpacing : Self.endSpacing
      for (place, number) in sorted.enumerated() {
        heights[number] = box.middle + (2 * place - (sorted.count - 1)) * spacing / 2
      }
    }
    return heights
  }
}

extension LayeredGraph.Item {
  fileprivate var isNode: Bool {
    if case .node = self { true } else { false }
  }
}
