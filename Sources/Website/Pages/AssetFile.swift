import Quantities
import UseCases

enum AssetFile {
  /// A stylesheet, script or picture.
  static func send(_ visit: Visit) throws(Refusal) -> Answer {
    guard let asset = visit.site.assets[visit.parameter("name")] else {
      throw Refusal(Diagnostic(.error, RequestMessage.notFound))
    }
    var answer = Answer.inline(String(decoding: asset.bytes, as: UTF8.self), type: asset.type)
    answer.isKept = visit.query["v"] == asset.version
    return answer
  }
}
