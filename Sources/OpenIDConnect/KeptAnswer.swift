// Answers of a provider that hold for a while.

import Quantities

/// One value that is asked for when it is wanted and old; those who want it meanwhile wait for the same answer.
actor KeptAnswer<Value: Sendable> {
  private var value: Value?
  private var askedAt: Timestamp?
  private var asking: Task<Result<Value, Refusal>, Never>?

  /// The value, asked for again when the last time was more than `seconds` ago. A question without answer counts too,
  /// where an older answer serves: nobody can make us ask all the time.
  func value(
    at now: Timestamp, notOlderThan seconds: Int64, ask: @escaping @Sendable () async throws(Refusal) -> Value
  ) async throws(Refusal) -> Value {
    if let asking { return try await asking.value.get() }
    if let value, let askedAt, now <= askedAt.adding(seconds: seconds) { return value }
    let task = Task { () -> Result<Value, Refusal> in
      do throws(Refusal) { return .success(try await ask()) } catch { return .failure(error) }
    }
    asking = task
    askedAt = now
    let result = await task.value
    asking = nil
    if case .success(let answer) = result { value = answer }
    return try result.get()
  }
}
