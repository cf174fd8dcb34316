#if !hasFeature(Embedded)
  import Certificates
  import Platform

  extension TrustStore {
    /// The most bytes that are read from one file: a bundle of 100,000 roots in PEM has about 150 MB.
    package static let maximumFileByteCount = 512 << 20
    /// A file of PEM beyond this is read in pieces of as many bytes: few enough for the nearer caches of most processors,
    /// and that the C library hands out and takes back without asking the system.
    private static let pieceByteCount = 32 << 10
    /// Room for the part of a block that a piece ends in: a certificate of 6 KB, which few exceed.
    private static let roomBehindPiece = 8 << 10
    /// The most entries of a directory that are looked at.
    package static let maximumDirectoryEntryCount = 100_000

    /// Trusts the certificates of a file or of the files of a directory.
    ///
    /// A file may be PEM or DER, as in ``insert(contentsOf:source:)``. Of a directory every file counts, whatever its
    /// name; directories in it are not entered. The links by which OpenSSL finds a file by a hash of its subject point
    /// to their neighbors and are not read a second time.
    ///
    /// Files are read, not mapped into memory: a file that another process cuts short ends a process that has mapped it, and
    /// certificates in DER are held as long as the store.
    ///
    /// - Parameter path: the file or directory.
    /// - Returns: what was added, what was ignored, and why; files of a directory that could not be read are among it.
    /// - Throws: ``TrustLoadSummary/Unreadable`` if the path itself could not be read.
    @discardableResult
    public mutating func insert(
      contentsOfPath path: String
    ) throws(TrustLoadSummary.Unreadable) -> TrustLoadSummary {
      do {
        return try insert(contentsOfFile: path)
      } catch  where error.reason == .isDirectory {
        do {
          return try insert(contentsOfDirectory: path, besides: nil)
        } catch {
          throw noted(error)
        }
      } catch {
        throw noted(error)
      }
    }

    private mutating func noted(_ error: FileError) -> TrustLoadSummary.Unreadable {
      let unreadable = TrustLoadSummary.Unreadable(error)
      note(unreadable)
      return unreadable
    }

    /// Readies the room for the certificates of a bundle.
    static func prepare(_ room: inout OutputSpan<UInt8>) { LargePages.advise(&room) }

    private mutating func insert(contentsOfFile path: String) throws(FileError) -> TrustLoadSummary {
      // It is opened once: a pipe that is opened and closed is no longer one for its writer.
      let input = try StreamedInput(reading: path)
      if let bundle = try Self.bundleInPieces(input, path) { return insert(bundle) }
      var bytes = try input.contents(limit: Self.maximumFileByteCount)
      let bundle = CertificateBundle(bytes, source: path)
      // A file of PEM may hold a private key as well. One of DER is what the certificates lie in.
      if !bundle.isDER { bytes.erase() }
      return insert(bundle)
    }

    /// The certificates of a large file of PEM, of whose text only a piece is held at a time; `nil` of any other file, which
    /// is then still to be read.
    private static func bundleInPieces(_ input: StreamedInput, _ path: String) throws(FileError) -> CertificateBundle? {
      guard let byteCount = input.byteCount, byteCount > pieceByteCount, byteCount <= maximumFileByteCount,
        !CertificateBundle.looksLikeDER(try input.start(2))
      else { return nil }
      var text: [UInt8] = []
      text.reserveCapacity(pieceByteCount + roomBehindPiece)
      // A piece may hold a private key.
      defer { text.eraseRoom() }
      let bundle = try CertificateBundle(
        pieces: &text, byteCount: byteCount, pieceByteCount: pieceByteCount, source: path,
        prepare: { prepare(&$0) }
      ) { text, count throws(FileError) in
        if text.capacity - text.count < count {
          // What grows leaves its bytes behind.
          var grown: [UInt8] = []
          grown.reserveCapacity(text.count + count + roomBehindPiece)
          grown.append(contentsOf: text)
          text.eraseRoom()
          text = grown
        }
        return try input.read(count, into: &text) > 0
      }
      if bundle == nil { try input.rewind() }
      return bundle
    }

    /// Trusts the certificates of a directory's files, but for one that has been read already.
    mutating func insert(
      contentsOfDirectory path: String, besides known: String?
    ) throws(FileError) -> TrustLoadSummary {
      var loaded = TrustLoadSummary()
      for entry in try FileSystem.entries(of: path, limit: Self.maximumDirectoryEntryCount) {
        let file = path.hasSuffix("/") ? path + entry.name : path + "/" + entry.name
        if file == known { continue }
        if entry.isSymbolicLink, FileSystem.linkTarget(of: file)?.utf8.contains(UInt8(ascii: "/")) == false {
          continue
        }
        do {
          if !entry.isRegularFile, try FileSystem.kind(of: file) != .file { continue }
          loaded.append(try insert(contentsOfFile: file))
        } catch {
          loaded.unreadable.append(noted(error))
        }
      }
      return loaded
    }
  }

  extension TrustLoadSummary.Unreadable {
    init(_ error: FileError) {
      self.init(path: error.path, reason: error.reason.description)
    }
  }
#else
  extension TrustStore {
    /// There is nothing to be done without a system.
    static func prepare(_: inout OutputSpan<UInt8>) {}
  }
#endif
