/// The date of an HTTP field, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7). The clock is the caller's.
public enum HTTPDate {
  /// secondsSince1970: Unix time; cost: one String, so keep it for the second that it lasts
  public static func text(secondsSince1970: Int) -> String {
    let (days, second) = secondsSince1970.flooredDivision(by: 86_400)
    let (year, month, day) = date(daysSince1970: days)
    let weekday = weekdays[(days + 4).flooredDivision(by: 7).remainder]
    let time = [second / 3600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
    return "\(weekday), \(twoDigits(day)) \(months[month - 1]) \(year) \(time) GMT"
  }

  /// Unix time; nil for anything that `text` would not have said.
  public static func seconds(_ text: String) -> Int? {
    let parts = text.split { $0 == " " || $0 == ":" }
    guard parts.count == 8, let day = Int(parts[1]), let year = Int(parts[3]), (1...9999).contains(year),
      let month = months.firstIndex(of: String(parts[2])), let hour = Int(parts[4]), let minute = Int(parts[5]),
      let second = Int(parts[6])
    else { return nil }
    let seconds = (days(year: year, month: month + 1) + day - 1) * 86_400 + hour * 3600 + minute * 60 + second
    return Self.text(secondsSince1970: seconds) == text ? seconds : nil
  }

  /// From 1970 to the first of a month.
  private static func days(year: Int, month: Int) -> Int {
    let (year, shifted) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let (era, yearOfEra) = year.quotientAndRemainder(dividingBy: 400)
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * shifted + 2) / 5 - 719_468
  }

  /// The Gregorian calendar, counted in eras of 400 years that begin on 1 March, so that leap days come last.
  private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension Int {
  fileprivate func flooredDivision(by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
