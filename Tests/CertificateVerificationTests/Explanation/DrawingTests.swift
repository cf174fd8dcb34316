import CertificateEncoding
import Certificates
import Foundation
import TestSupport
import Testing

@testable import CertificateVerification

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Trees and pictures of the paths that were tried, compared byte for byte with `Golden/drawings`.
@Suite struct DrawingTests {
  /// A case by the name of its golden files.
  struct Case: Sendable, CustomStringConvertible {
    let description: String
    let evaluate: @Sendable () throws -> Evaluation
  }

  static let cases = [
    Case(description: "good") { try ChainFixture("good").evaluate() },
    Case(description: "missing-intermediate") { try ChainFixture("missing-intermediate").evaluate() },
    Case(description: "flipped-signature") { try ChainFixture("flipped-signature").evaluate() },
    Case(description: "cross-signed-loop") { try ChainFixture("cross-signed-loop").evaluate() },
    Case(description: "self-signed-pinned") { try ChainFixture("self-signed-pinned").evaluate() },
    // Both paths are for another name, and one of them is expired as well.
    Case(description: "two-failing-paths") {
      try ChainFixture("cross-signed").evaluate(name: .dns("www.example.net"))
    },
    Case(description: "cross-signed") { try crossSigned().evaluate() },
    Case(description: "budget-exhausted") {
      var policy = VerificationPolicy.rfc5280
      policy.budget.signatures = 1
      return try ChainFixture("good").evaluate(policy: policy)
    },
    Case(description: "hostile-names") { try hostileNames().evaluate() },
    Case(description: "lattice") { try lattice(depth: 3, width: 3).evaluate() },
    Case(description: "large-lattice") { try lattice(depth: 4, width: 5).evaluate() },
    Case(description: "circle") { try circle().evaluate() },
  ]

  /// An intermediate with three issuers, of which the first does not let the leaf have its name, the second has
  /// expired, and the third is good.
  private static func crossSigned() throws -> MadeChain {
    var chain = try MadeChain()
    let constraints = DER.extension(
      "2.5.29.30", critical: true, DER.sequence(DER.context(0, DER.sequence(DER.dnsName("example.net")))))
    var constrained = CertificateFields.authority(
      "Issuer", by: "Constrained Root", key: MadeChain.issuerKey, extensions: [])
    constrained.validity = DER.sequence(DER.utcTime("250101000000Z"), DER.generalizedTime("21000101000000Z"))
    var expired = CertificateFields.authority("Issuer", by: "Old Root", key: MadeChain.issuerKey)
    expired.validity = DER.sequence(DER.utcTime("240101000000Z"), DER.utcTime("250101000000Z"))
    let roots = [
      CertificateFields.authority(
        "Constrained Root", by: "Constrained Root", key: TestKey(5), extensions: [constraints]),
      CertificateFields.authority("Old Root", by: "Old Root", key: TestKey(6)),
    ]
    chain.certificates += [
      try Certificate(der: constrained.signed(by: TestKey(5)), source: "cross-1.pem"),
      try Certificate(der: expired.signed(by: TestKey(6)), source: "cross-2.pem"),
    ]
    chain.anchors += try roots.enumerated().map { index, root in
      try Certificate(der: root.signed(by: TestKey(5 + index)), source: "other-root-\(index + 1).pem")
    }
    return chain
  }

  /// Names that mean something to terminals, XML and DOT, or that need much room.
  private static func hostileNames() throws -> MadeChain {
    let name = "\u{1B}[2J</text><script>alert(\"1\")</script>&amp;\u{202E}moc\\n\"];}"
    var intermediate = CertificateFields.authority("x", by: "x", key: MadeChain.issuerKey)
    intermediate.subject = DER.name(("CN", name))
    intermediate.issuer = DER.name(("CN", "\u{5E83}\u{3044}\u{5E45} \u{DC} \u{5D0}\u{5D1} \u{1F512} ' ]]> <!-- \0"))
    var leaf = CertificateFields.leaf(by: "x")
    leaf.issuer = intermediate.subject
    leaf.subject = DER.name(("CN", String(repeating: "W\u{301}\u{302}", count: 60)))
    let root = CertificateFields.authority("Root", by: "Root", key: MadeChain.rootKey)
    var chain = try MadeChain([], anchors: [root.signed(by: MadeChain.rootKey)])
    chain.certificates = [
      try Certificate(der: leaf.signed(by: MadeChain.issuerKey), source: "a\u{7}<b>/\u{202E}&\".pem"),
      try Certificate(
        der: intermediate.signed(by: MadeChain.rootKey), source: String(repeating: "very/", count: 40) + "deep.pem"),
    ]
    return chain
  }

  private static func lattice(depth: Int, width: Int) throws -> MadeChain {
    var certificates = [CertificateFields.leaf(by: "Layer 1").signed(by: TestKey(3))]
    for layer in 1...depth {
      for serial in 1...width {
        var fields = CertificateFields.authority("Layer \(layer)", by: "Layer \(layer + 1)", key: TestKey(layer + 2))
        fields.serialNumber = DER.integer(serial)
        certificates.append(fields.signed(by: TestKey(layer + 3)))
      }
    }
    let root = CertificateFields.authority("Root", by: "Root", key: TestKey(2)).signed(by: TestKey(2))
    return try MadeChain(certificates, anchors: [root])
  }

  /// Authorities A and B that certify each other; the leaf's issuer has a certificate by each of them.
  private static func circle() throws -> MadeChain {
    func authority(_ name: String, by issuer: String, _ key: Int, _ signer: Int) -> [UInt8] {
      CertificateFields.authority(name, by: issuer, key: TestKey(key)).signed(by: TestKey(signer))
    }
    return try MadeChain(
      [
        CertificateFields.leaf(by: "Issuer").signed(by: TestKey(3)), authority("Issuer", by: "A", 3, 4),
        authority("Issuer", by: "B", 3, 5), authority("A", by: "B", 4, 5), authority("B", by: "A", 5, 4),
      ], anchors: [authority("Root", by: "Root", 2, 2)])
  }

  @Test(arguments: cases)
  func drawingsAreTheGoldenOnes(_ one: Case) throws {
    let explanation = try one.evaluate().explanation
    for (text, kind) in [(explanation.tree, "txt"), (explanation.svg, "svg"), (explanation.dot, "dot")] {
      #expect(!text.unicodeScalars.contains { $0 != "\n" && !DisplayText.isVisible($0) })
      try Golden.compare(text + "\n", with: "drawings/\(one.description).\(kind)")
    }
    #expect(XMLParser(data: Data(explanation.svg.utf8)).parse())
  }

  @Test(arguments: cases)
  func nothingOverlaps(_ one: Case) throws {
    let graph = PathGraph(try one.evaluate())
    try check(graph)
  }

  @Test(arguments: [(1, 1), (1, 2), (1, 12), (1, 38), (2, 5), (3, 4), (5, 3), (9, 3)])
  func nothingOverlapsFromOneToFortyCertificates(depth: Int, width: Int) throws {
    let graph = PathGraph(try Self.lattice(depth: depth, width: width).evaluate())
    // The leaf, the issuer that is missing, and the layers as far as paths of theirs were kept.
    #expect(graph.nodes.count <= min(41, 2 + depth * width))
    try check(graph)
  }

  private func check(_ graph: PathGraph) throws {
    let sizes = graph.nodes.indices.map { (width: 180 + $0 % 5 * 30, height: 60 + $0 % 3 * 17) }
    let layout = GraphLayout(graph, sizes: sizes, labelWidths: graph.edges.map { _ in 120 })
    for (number, box) in layout.nodes.enumerated() {
      #expect(box.left >= 0 && box.top >= 0 && box.right <= layout.width && box.top + box.height <= layout.height)
      #expect(box.width >= sizes[number].width && box.height >= sizes[number].height)
      for other in layout.nodes.dropFirst(number + 1) {
        #expect(
          box.right < other.left || other.right < box.left || box.top + box.height + 20 <= other.top
            || other.top + other.height + 20 <= box.top)
      }
    }
    // Every curve goes to the right, and no straight part, beside which labels stand, lies on another or in a box.
    for (number, curve) in layout.curves.enumerated() {
      #expect(curve.startX <= curve.bendX && curve.bendX <= curve.endX)
      for other in layout.curves.dropFirst(number + 1) where curve.endX > other.bendX && other.endX > curve.bendX {
        #expect(abs(curve.endY - other.endY) >= 18)
      }
      for box in layout.nodes where curve.bendX < box.right && curve.endX > box.left {
        #expect(curve.endY <= box.top || curve.endY >= box.top + box.height)
      }
    }
  }

  @Test func theLargestDrawingsAreBounded() throws {
    // 6^6 paths; 64 are kept.
    let evaluation = try Self.lattice(depth: 6, width: 6).evaluate()
    let explanation = evaluation.explanation
    let lines = explanation.tree.split(separator: "\n")
    #expect(lines.count <= 60 + 60 + 2)
    #expect(lines.contains { $0.hasPrefix("\u{2026} ") && $0.hasSuffix("left out.") })
    #expect(explanation.svg.utf8.count < 100_000 && explanation.dot.utf8.count < 50_000)
    #expect(explanation.svg.contains("not shown"))
  }

  @Test func pathsBeyondThoseThatAreKeptAreCounted() throws {
    // 81 paths end without a root.
    let evaluation = try Self.lattice(depth: 4, width: 3).evaluate()
    #expect(evaluation.attempts.count == 64)
    #expect(evaluation.omittedAttempts == 81 - 64)
    #expect(evaluation.explanation.tree.hasSuffix("\u{2026} 17 more paths were tried."))
    #expect(evaluation.explanation.dot.contains("81 paths were tried, of which"))
  }

  @Test func detoursAreToldOfAChainThatWasVerified() throws {
    let chain = try Self.crossSigned()
    let evaluation = chain.evaluate()
    #expect(evaluation.isVerified && evaluation.codes.isEmpty && evaluation.decidingFinding == nil)
    #expect(evaluation.attempts.count == 2)
    #expect(try ChainFixture("good").evaluate().attempts.isEmpty)
  }

  /// The attempt that came nearest is told first: it reached an anchor, and has the fewest and mildest findings.
  @Test func theNearestPathIsFirst() throws {
    let evaluation = try ChainFixture("cross-signed").evaluate(name: .dns("www.example.net"))
    #expect(
      evaluation.attempts.map { $0.findings.map { $0.problem.code } } == [
        ["name-mismatch"], ["expired", "name-mismatch"],
      ])
    // Of as many findings the mildest is nearest, and any path to an anchor is nearer than one to nowhere.
    var chain = try Self.crossSigned()
    chain.certificates.remove(at: 1)
    chain.certificates.append(
      try Certificate(
        der: CertificateFields.authority("Issuer", by: "Unknown Root", key: MadeChain.issuerKey).signed(by: TestKey(7)))
    )
    let attempts = chain.evaluate().attempts
    #expect(
      attempts.map { $0.findings.map { $0.problem.code } } == [["expired"], ["name-not-allowed"], ["issuer-missing"]])
    #expect(attempts.map { $0.reachesAnchor } == [true, true, false])
  }
}
