/// A hash table from a 32-bit hash to the index of an entry that is kept elsewhere.
///
/// Open addressing with linear probing (Knuth, The Art of Computer Programming, volume 3, §6.4, algorithm L), at most
/// two thirds full. It holds eight bytes a slot and no keys: the caller compares the entry that a hash leads to.
struct HashIndex: Sendable {
  private struct Slot {
    var hash: UInt32
    /// The entry's index plus one; zero in a free slot.
    var entry: UInt32
  }

  private var slots: [Slot] = []
  private var count = 0

  /// The first entry under `hash` for which `matches` is true; `nil` if there is none.
  func first(_ hash: UInt64, where matches: (Int) -> Bool) -> Int? {
    guard !slots.isEmpty else { return nil }
    let hash = Self.folded(hash)
    let mask = slots.count - 1
    var position = Int(truncatingIfNeeded: hash) & mask
    while slots[position].entry != 0 {
      if slots[position].hash == hash {
        let entry = Int(slots[position].entry) - 1
        if matches(entry) { return entry }
      }
      position = (position + 1) & mask
    }
    return nil
  }

  /// Adds an entry under `hash`, whether or not an equal one is there.
  mutating func insert(_ entry: Int, _ hash: UInt64) {
    reserve(count + 1)
    place(Slot(hash: Self.folded(hash), entry: UInt32(truncatingIfNeeded: entry + 1)))
    count += 1
  }

  /// Makes room for so many entries in all.
  mutating func reserve(_ wanted: Int) {
    guard wanted * 3 > slots.count * 2 else { return }
    var size = max(16, slots.count)
    while wanted * 3 > size * 2 { size *= 2 }
    let old = slots
    slots = Array(repeating: Slot(hash: 0, entry: 0), count: size)
    for slot in old where slot.entry != 0 { place(slot) }
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var position = Int(truncatingIfNeeded: slot.hash) & mask
    while slots[position].entry != 0 { position = (position + 1) & mask }
    slots[position] = slot
  }

  /// Both halves of a hash, mixed: the low bits choose the slot.
  private static func folded(_ hash: UInt64) -> UInt32 {
    let mixed = hash &* 0x9E37_79B9_7F4A_7C15  // 2^64 divided by the golden ratio (Knuth §6.4)
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }
}
