/// The part of the help text about many chains at once.
extension Topic {
  static let batchHelp = """
    Many at once:
      --batch FILE|-               verifies the items of a stream on all processors, and prints a line of JSON for each, in
                                   their order: {"item":1,"id":"a","verdict":"verified"}. The verdict is verified, refused
                                   (with “rule”, “code”, “certificate” and “statement”) or malformed (with “problem” and
                                   “statement”). What an item says goes before --hostname, --ip, --email, --purpose and
                                   --at, which hold for the others.
      --batch-format json|pem      json: an object on each line: {"id": "a", "chain": "PEM text", "hostname": "HOST"}; the
                                   chain may also be ["DER in Base64", …], and “ip”, “email”, “purpose” and “at” may stand
                                   pem: chains in PEM, with a line “===== id=a hostname=HOST” before each
                                   Without the option, the first line that is one of either decides.
      --jobs NUMBER                how many threads verify (default: the processors that this process may use)
      --skip NUMBER                passes over that many items, to go on with a batch that was interrupted
      --first-item NUMBER          what “item” counts from (default: 1), for a stream that is part of a larger one; above 1
                                   a byte order mark at its start belongs to the item
                                   An item has 1,048,576 bytes at most, and an “id” 1,024. With --explain each line has the
                                   whole “report”; with --json the summary on standard error is JSON as well.
    """
}
