import CertificateEncoding
import Testing

@Suite("PEM documents")
struct PEMDocumentTests {
  private let first = someBytes(700, seed: 1)
  private let second = someBytes(701, seed: 2)
  private let third = someBytes(702, seed: 3)

  /// Forms of text that all hold the same.
  static let forms: [PEMText] = [
    PEMText(), PEMText(lineEnd: "\r\n"), PEMText(lineEnd: "\r"), PEMText(lineEnd: "\n\n"), PEMText(lineEnd: "\r\n\r\n"),
    PEMText(lineLength: 76), PEMText(lineLength: 60), PEMText(lineLength: 65), PEMText(lineLength: 63),
    PEMText(lineLength: 1), PEMText(lineLength: 4), PEMText(lineLength: 17), PEMText(lineLength: 128),
    PEMText(lineLength: 1_000_000), PEMText(lineLength: 64, lineEnd: " \t\n"), PEMText(indentation: "    "),
    PEMText(indentation: "\t"), PEMText(indentation: "  ", trailing: " \t"), PEMText(trailing: "  "),
    PEMText(lineEnd: "\r\n", indentation: "\t ", trailing: "\t"), PEMText(lineLength: 1_000_000, lineEnd: " "),
    PEMText(lineLength: 1_000_000, lineEnd: ""), PEMText(lineEnd: "\u{0B}"), PEMText(lineEnd: "\u{0C}\n"),
  ]

  @Test(arguments: forms)
  func everyFormHoldsTheSame(form: PEMText) {
    for count in [1, 2, 3, 47, 48, 49, 95, 96, 97, 700, 701, 702] {
      let parts = [someBytes(count, seed: 1), someBytes(count, seed: 2), someBytes(count, seed: 3)]
      let text = parts.map(form.block).joined()
      for text in [text, "\u{FEFF}" + text, String(text.dropLast(form.lineEnd.count)), "\n" + text] {
        let document = PEMDocument(text)
        #expect(document.complaints.isEmpty)
        #expect(document.contents == parts)
        #expect(document.blocks.map(\.index) == [1, 2, 3])
        #expect(document.blocks.allSatisfy { $0.label == .certificate && !$0.isEncrypted })
      }
    }
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func linesAreCounted(lineEnd: String) {
    let form = PEMText(lineEnd: lineEnd)
    let text = "a\(lineEnd)\(lineEnd)b" + lineEnd + form.block(first) + "between" + lineEnd + form.block(second)
    // 700 bytes are 936 characters: 15 lines of Base64 between BEGIN and END.
    #expect(PEMDocument(text).blocks.map(\.line) == [4, 4 + 17 + 1])
  }

  @Test func textAroundAndBetweenBlocksMeansNothing() {
    let text = """
      Bag Attributes
          friendlyName: some - name
      subject=/CN=Some -- Authority
      -----
      ----------------------------------------------------------------
      - -----BEGIN CERTIFICATE-----
      see -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----
      ----BEGIN CERTIFICATE----
      -----BEGIN CERTIFICATE----
      -----BEGIN CERTIFICATE
      -----BEGIN  CERTIFICATE-----
      -----BEGIN CERTIFICATE -----
      -----BEGIN CERT--IFICATE-----
      -----BEGIN CERT\u{7F}IFICATE-----
      -----BEGIN-----
      -----BEGINCERTIFICATE-----
      ------BEGIN CERTIFICATE-----
      -----begin certificate-----
      -----BEGIN CERTI
      FICATE-----

      """
    let document = PEMDocument(
      text + PEMText().block(first) + text + PEMText().block(second) + text + PEMText().block(third) + text)
    #expect(document.complaints.isEmpty)
    #expect(document.contents == [first, second, third])
    #expect(document.blocks.map(\.line) == [21, 58, 95])
  }

  @Test func aDocumentWithoutBlocksIsNoProblem() {
    let texts = ["", "\n", "-", "-----", "-----BEGIN ", "some text\nwithout a block\n", "\u{FEFF}", "\u{FEFF}text"]
    for text in texts {
      let document = PEMDocument(text)
      #expect(document.blocks.isEmpty)
      #expect(document.problems.isEmpty)
      #expect(document.decoded.isEmpty)
    }
    let der = [0x30, 0x82, 0x02, 0xBC] + first
    #expect(PEMDocument(der.span).problems.isEmpty)
    #expect(PEMDocument(der.span).blocks.isEmpty)
  }

  @Test func gluedBlocksAreBothRead() {
    let text = PEMText().block(first).dropLast() + PEMText().block(second).dropLast() + PEMText().block(third)
    #expect(text.contains("-----END CERTIFICATE----------BEGIN CERTIFICATE-----"))
    #expect(PEMDocument(String(text)).contents == [first, second, third])
    #expect(PEMDocument(String(text)).complaints.isEmpty)
  }

  @Test func aByteOrderMarkMayStandBeforeEachJoinedFile() {
    let file = "\u{FEFF}" + PEMText().block(first)
    #expect(PEMDocument(file + file + file.dropLast() + file).contents == [first, first, first, first])
  }

  @Test(
    arguments: [
      ("CERTIFICATE", .certificate, "CERTIFICATE"), ("X509 CERTIFICATE", .certificate, "CERTIFICATE"),
      ("TRUSTED CERTIFICATE", .trustedCertificate, "TRUSTED CERTIFICATE"),
      ("CERTIFICATE REQUEST", .certificateRequest, "CERTIFICATE REQUEST"),
      ("NEW CERTIFICATE REQUEST", .certificateRequest, "CERTIFICATE REQUEST"),
      ("X509 CRL", .revocationList, "X509 CRL"), ("PKCS7", .pkcs7, "PKCS7"), ("CMS", .pkcs7, "PKCS7"),
      ("PUBLIC KEY", .publicKey, "PUBLIC KEY"), ("RSA PUBLIC KEY", .publicKey, "PUBLIC KEY"),
      ("EC PARAMETERS", .parameters("EC PARAMETERS"), "EC PARAMETERS"),
      ("X9.42 DH PARAMETERS", .parameters("X9.42 DH PARAMETERS"), "X9.42 DH PARAMETERS"),
      ("ATTRIBUTE CERTIFICATE", .other("ATTRIBUTE CERTIFICATE"), "ATTRIBUTE CERTIFICATE"), ("", .other(""), ""),
      ("A-B C", .other("A-B C"), "A-B C"), ("certificate", .other("certificate"), "certificate"),
    ] as [(String, PEMLabel, String)])
  func labels(text: String, label: PEMLabel, shown: String) throws {
    let document = PEMDocument(PEMText(label: text).block(first))
    #expect(document.complaints.isEmpty)
    #expect(document.blocks.map(\.label) == [label])
    #expect(document.blocks.first?.label.text == shown)
    #expect(document.contents == [first])
  }

  @Test func aLabelHasALimit() {
    let longest = String(repeating: "X", count: 64)
    #expect(PEMDocument(PEMText(label: longest).block(first)).blocks.map(\.label) == [.other(longest)])
    #expect(PEMDocument(PEMText(label: longest + "X").block(first)).blocks.isEmpty)
  }

  @Test(arguments: [
    "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY",
    "PGP PRIVATE KEY BLOCK",
  ])
  func privateKeysAreListedAndNotDecoded(label: String) {
    let key = PEMText(label: label).block(second)
    let document = PEMDocument(PEMText().block(first) + key + PEMText().block(third) + key)
    #expect(document.complaints.isEmpty)
    #expect(document.blocks.map(\.label) == [.certificate, .privateKey(label), .certificate, .privateKey(label)])
    #expect(document.blocks.map(\.label.text)[1] == label)
    #expect(document.contents == [first, [], third, []])
    #expect(document.decoded == first + third)
    #expect(PEMDocument(key).decoded.isEmpty)
  }

  @Test(arguments: PEMDocumentTests.headerForms)
  func headersAreSkipped(headers: [String], isEncrypted: Bool) {
    for form in [PEMText(), PEMText(lineEnd: "\r\n"), PEMText(indentation: "  "), PEMText(lineEnd: "\r")] {
      var form = form
      form.headers = headers
      var key = form
      key.label = "RSA PRIVATE KEY"
      let document = PEMDocument(form.block(first) + key.block(second) + form.block(third))
      #expect(document.complaints.isEmpty)
      #expect(document.contents == [first, [], third])
      #expect(document.blocks.map(\.isEncrypted) == [isEncrypted, isEncrypted, isEncrypted])
    }
  }

  static let headerForms: [([String], Bool)] = [
    (["Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-128-CBC,0123456789ABCDEF", ""], true),
    (["Proc-Type:4, ENCRYPTED", "DEK-Info: DES-EDE3-CBC,", "  0123456789ABCDEF", "\tmore: of it", ""], true),
    (["DEK-Info: AES-128-CBC,01", "Proc-Type: 4,ENCRYPTED"], true),
    (["", "Proc-Type: 4,ENCRYPTED", ""], true),
    (["Proc-Type: 4,MIC-CLEAR", "Content-Domain: RFC822", ""], false),
    (["Comment: one", " two", "X-Other: Proc-Type: 4,ENCRYPTED", "", ""], false),
    (["Comment:", ""], false),
  ]

  @Test func headersAreNoneWithoutAColonOrBehindData() {
    let text = "-----BEGIN CERTIFICATE-----\nAAAA\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END CERTIFICATE-----\n"
    let document = PEMDocument(text)
    #expect(document.blocks.isEmpty)
    #expect(document.complaints == ["block 1, line 3, CERTIFICATE: invalidCharacter(45, column: 5)"])
  }

  @Test func theArenaIsNoLargerThanItNeedsToBe() {
    let text = String(repeating: "some text that explains\n", count: 10_000) + PEMText().block(first)
    let decoded = PEMDocument(text).decoded
    #expect(decoded == first)
    #expect(decoded.capacity < 2000)
    let behind = PEMDocument(PEMText().block(first) + String(repeating: "some text\n", count: 10_000)).decoded
    #expect(behind == first)
    #expect(behind.capacity < 2000)
  }
}
