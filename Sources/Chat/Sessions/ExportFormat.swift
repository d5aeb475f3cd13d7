/// In what shape a session leaves the house.
public enum ExportFormat: String, Sendable {
  case markdown = "md"
  case json
}
