/// A refusal of a TOML file of settings: it is not TOML, or a setting is of the wrong type.
package enum ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file is not TOML.
  case syntax(TOMLError)
  /// A setting is of another type than the program takes.
  case setting(SettingError)

  /// Where.
  package var position: TextPosition {
    switch self {
    case .syntax(let error): error.position
    case .setting(let error): error.position
    }
  }

  /// The error as a sentence, with its place.
  package var description: String {
    switch self {
    case .syntax(let error): error.description
    case .setting(let error): error.description
    }
  }

  static func document(_ bytes: [UInt8]) throws(Self) -> TOMLDocument {
    do throws(TOMLError) {
      return try TOMLDocument(bytes)
    } catch {
      throw .syntax(error)
    }
  }

  static func settings<Result>(_ read: () throws(SettingError) -> Result) throws(Self) -> Result {
    do throws(SettingError) {
      return try read()
    } catch {
      throw .setting(error)
    }
  }
}
