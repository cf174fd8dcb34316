package import Platform

/// Gives the next bytes of a recording, at most as many as it is asked for and maybe fewer; none at the end.
package typealias CaptureSource = (_ count: Int) throws(FileError) -> [UInt8]

/// Why a recording can't be read, or not beyond a place.
package struct CaptureError: Error, Sendable, Hashable {
  /// What is in the way.
  package enum Reason: Sendable, Hashable {
    /// The file could not be opened or read.
    case file(FileError.Reason)
    /// There are no bytes in it.
    case empty
    /// It is a compressed file.
    case compressed(String)
    /// It is neither pcap nor pcapng.
    case unknownFormat
    /// It is pcap or pcapng of a version that this reader doesn't know.
    case unknownVersion(major: Int, minor: Int)
    /// It ends within something.
    case cutOff(in: Part)
    /// A length or a number can't be right.
    case malformed(Part)
  }

  /// A part of a recording.
  package enum Part: String, Sendable, Hashable {
    case fileHeader = "the file's header"
    case packet = "a packet"
    case block = "a block"
    case interface = "the description of an interface"
    case secrets = "a block of decryption secrets"
    case section = "the header of a section"
  }

  /// What is in the way.
  package let reason: Reason
  /// Where in the file, in bytes from its beginning.
  package let offset: Int64

  init(_ reason: Reason, offset: Int64) {
    (self.reason, self.offset) = (reason, offset)
  }

  /// Tells that the file could not be opened.
  package init(_ error: FileError) { self.init(.file(error.reason), offset: 0) }

  /// Whether the recording merely ends too early.
  package var isCutOff: Bool {
    if case .cutOff = reason { true } else { false }
  }
}

extension CaptureError: CustomStringConvertible {
  /// What is in the way and where, in plain words.
  package var description: String {
    switch reason {
    case .file(let reason): reason.description
    case .empty: "the file is empty"
    case .compressed(let tool): "it is compressed; expand it first, with \(tool)"
    case .unknownFormat: "it is no recording: neither pcap nor pcapng begins like this"
    case .unknownVersion(let major, let minor): "its format has version \(major).\(minor), which is not known here"
    case .cutOff(let part): "the recording is cut off: it ends within \(part.rawValue), which begins at byte \(offset)"
    case .malformed(let part): "\(part.rawValue) at byte \(offset) is malformed; what comes after it can't be read"
    }
  }
}
