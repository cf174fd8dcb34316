/// A hash table from a 32-bit hash to the number of an entry that is kept elsewhere.
///
/// Open addressing with linear probing (Knuth, The Art of Computer Programming, volume 3, §6.4, algorithm L), at most
/// two thirds full. It holds eight bytes a slot and no keys: the caller compares the entry that a hash leads to. The hashes
/// must have a secret, so that nobody outside chooses who meets whom.
struct HashIndex: Sendable {
  /// The hash in the upper half, the entry's number plus one in the lower; zero in a free slot.
  private var slots: [UInt64] = []
  private var count = 0

  init() {}

  /// Creates a table with room for so many entries.
  init(capacity: Int) { reserve(capacity) }

  /// The first entry under `hash` for which `matches` is true; `nil` if there is none.
  @inline(__always)
  func first(_ hash: UInt32, where matches: (Int) -> Bool) -> Int? {
    guard !slots.isEmpty else { return nil }
    var position = Self.start(hash, slots.count)
    while true {
      let slot = slots[position]
      if slot == 0 { return nil }
      if UInt32(truncatingIfNeeded: slot >> 32) == hash {
        let entry = Int(truncatingIfNeeded: UInt32(truncatingIfNeeded: slot)) &- 1
        if matches(entry) { return entry }
      }
      position &+= 1
      if position == slots.count { position = 0 }
    }
  }

  /// Adds an entry under `hash`, whether or not an equal one is there.
  mutating func insert(_ entry: Int, _ hash: UInt32) {
    reserve(count + 1)
    place(UInt64(hash) << 32 | UInt64(truncatingIfNeeded: entry &+ 1))
    count += 1
  }

  /// Puts an entry in the place of the only one under `hash`, and returns that; adds it and returns `nil` if there is none.
  mutating func replace(_ entry: Int, _ hash: UInt32) -> Int? {
    reserve(count + 1)
    let new = UInt64(hash) << 32 | UInt64(truncatingIfNeeded: entry &+ 1)
    var position = Self.start(hash, slots.count)
    while slots[position] != 0 {
      let slot = slots[position]
      if UInt32(truncatingIfNeeded: slot >> 32) == hash {
        slots[position] = new
        return Int(truncatingIfNeeded: UInt32(truncatingIfNeeded: slot)) &- 1
      }
      position &+= 1
      if position == slots.count { position = 0 }
    }
    slots[position] = new
    count += 1
    return nil
  }

  /// Makes room for so many entries in all.
  mutating func reserve(_ wanted: Int) {
    guard wanted * 3 > slots.count * 2 else { return }
    let old = slots
    slots = Array(repeating: 0, count: max(8, old.isEmpty ? wanted * 2 : wanted * 3))
    for slot in old where slot != 0 { place(slot) }
  }

  private mutating func place(_ slot: UInt64) {
    var position = Self.start(UInt32(truncatingIfNeeded: slot >> 32), slots.count)
    while slots[position] != 0 {
      position &+= 1
      if position == slots.count { position = 0 }
    }
    slots[position] = slot
  }

  /// The slot where a hash is looked for first: its share of the table, which takes no division and any size (Lemire, "A
  /// fast alternative to the modulo reduction", 2016).
  @inline(__always)
  private static func start(_ hash: UInt32, _ count: Int) -> Int {
    Int(truncatingIfNeeded: (UInt64(hash) &* UInt64(truncatingIfNeeded: count)) &>> 32)
  }
}
