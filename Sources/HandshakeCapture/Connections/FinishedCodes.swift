/// What stood in the two Finished of a handshake of TLS 1.2.
struct FinishedCodes: Sendable, Hashable {
  let client: [UInt8]
  let server: [UInt8]
}
