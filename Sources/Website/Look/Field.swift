// A question of a form: label, hint, input, all tied together for those who do not see them.

import Markup
import Wording

/// A field of a form.
struct Field {
  let name: String
  let label: String
  var type = "text"
  var value = ""
  var hint = ""
  var isRequired = true
  /// What browsers may fill in: `email`, `current-password`, `one-time-code`.
  var autocomplete = ""
  var inputMode = ""
  var unit = ""
  var most = 200

  init(_ name: String, _ label: String, type: String = "text", value: String = "", hint: String = "") {
    self.name = name
    self.label = label
    self.type = type
    self.value = value
    self.hint = hint
  }

  /// The same with some of its details changed.
  func with(_ change: (inout Field) -> Void) -> Field {
    var field = self
    change(&field)
    return field
  }

  /// Label, hint and input.
  var html: HTML {
    let described: HTML = hint.isEmpty ? .empty : " aria-describedby=\"\(name)-hint\""
    let required: HTML = isRequired ? " required" : .empty
    let filling: HTML = autocomplete.isEmpty ? .empty : " autocomplete=\"\(autocomplete)\""
    let mode: HTML = inputMode.isEmpty ? .empty : " inputmode=\"\(inputMode)\""
    let input: HTML = """
      <input id="\(name)" name="\(name)" type="\(type)" value="\(value)" maxlength="\(most)"\
      \(described)\(required)\(filling)\(mode)>
      """
    return """
      <div class="field"><label for="\(name)">\(label)</label>\
      \(hint.isEmpty ? .empty : "<p class=\"hint\" id=\"\(name)-hint\">\(hint)</p>")\
      \(unit.isEmpty ? input : "<span class=\"with-unit\">\(input)<span class=\"unit\">\(unit)</span></span>")</div>
      """
  }

  /// A choice among a few, all visible.
  static func choices(
    _ name: String, _ legend: String, _ options: [(value: String, label: String, hint: String)], chosen: String
  ) -> HTML {
    let items = options.map { option -> HTML in
      """
      <label class="choice"><input type="radio" name="\(name)" value="\(option.value)"\
      \(option.value == chosen ? " checked" : .empty)><span><span class="choice-label">\(option.label)</span>\
      \(option.hint.isEmpty ? .empty : "<span class=\"hint\">\(option.hint)</span>")</span></label>
      """
    }
    return "<fieldset class=\"field\"><legend>\(legend)</legend>\(items)</fieldset>"
  }

  /// A choice in a list.
  static func list(
    _ name: String, _ label: String, _ options: [(value: String, label: String)], chosen: String
  ) -> HTML {
    let items = options.map { option -> HTML in
      "<option value=\"\(option.value)\"\(option.value == chosen ? " selected" : .empty)>\(option.label)</option>"
    }
    return """
      <div class="field"><label for="\(name)">\(label)</label><select id="\(name)" name="\(name)">\(items)</select></div>
      """
  }

  /// A text of several lines.
  static func lines(_ name: String, _ label: String, value: String, rows: Int = 5, hint: String = "", most: Int = 4000)
    -> HTML
  {
    """
    <div class="field"><label for="\(name)">\(label)</label>\
    \(hint.isEmpty ? .empty : "<p class=\"hint\" id=\"\(name)-hint\">\(hint)</p>")\
    <textarea id="\(name)" name="\(name)" rows="\(rows)" maxlength="\(most)"\
    \(hint.isEmpty ? .empty : " aria-describedby=\"\(name)-hint\"")>\(value)</textarea></div>
    """
  }

  /// A box to tick.
  static func tick(_ name: String, _ label: String, isTicked: Bool, hint: String = "") -> HTML {
    """
    <div class="field"><label class="choice"><input type="checkbox" name="\(name)" value="1"\
    \(isTicked ? " checked" : .empty)><span><span class="choice-label">\(label)</span>\
    \(hint.isEmpty ? .empty : "<span class=\"hint\">\(hint)</span>")</span></label></div>
    """
  }

  /// A field nobody sees.
  static func hidden(_ name: String, _ value: String) -> HTML {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
  }

  /// The button that sends the form.
  static func submit(_ label: String, class name: String = "") -> HTML {
    "<button class=\"button \(name)\">\(label)</button>"
  }
}
