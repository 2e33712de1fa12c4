// From a workbook to the bytes of an XLSX file, by libxlsxwriter.

import CXLSXWriter
import Foundation
import Quantities

extension Workbook {
  /// The bytes of the XLSX file.
  ///
  /// The library writes to files only. They are made where the system keeps shared memory, and are gone when this
  /// returns: what a visitor typed never reaches a disk.
  ///
  /// - Throws: a refusal when the system has no room for them.
  public func xlsx() throws(Refusal) -> [UInt8] {
    let memory = "/dev/shm"
    let folder = access(memory, W_OK) == 0 ? memory : FileManager.default.temporaryDirectory.path
    var template = Array("\(folder)/sillage-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Workbook.notWritten }
    close(descriptor)
    let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    defer { unlink(path) }
    guard write(to: path, folder: folder), let bytes = FileManager.default.contents(atPath: path) else {
      throw Workbook.notWritten
    }
    return [UInt8](bytes)
  }

  private static var notWritten: Refusal { Refusal(Diagnostic(.error, WorkbookMessage.notWritten)) }

  private func write(to path: String, folder: String) -> Bool {
    let texts = HeldTexts()
    var options = lxw_workbook_options(constant_memory: 0, tmpdir: texts.hold(folder), use_zip64: 0)
    guard let book = workbook_new_opt(path, &options) else { return false }
    var properties = lxw_doc_properties()
    properties.title = texts.hold(title)
    workbook_set_properties(book, &properties)
    let formats = Style.allCases.map { $0.format(book) }
    var isWhole = true
    for sheet in sheets {
      guard let target = workbook_add_worksheet(book, sheet.name) else {
        isWhole = false
        continue
      }
      sheet.write(to: target, formats, texts)
    }
    return workbook_close(book) == LXW_NO_ERROR && isWhole
  }
}

/// Texts that the library points at until the workbook is closed.
private final class HeldTexts {
  private var held: [UnsafeMutablePointer<CChar>] = []
  private var lists: [UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>] = []

  deinit {
    for text in held { free(text) }
    for list in lists { list.deallocate() }
  }

  func hold(_ text: String) -> UnsafeMutablePointer<CChar>? {
    guard let copy = strdup(text) else { return nil }
    held.append(copy)
    return copy
  }

  /// A list that ends with nil.
  func hold(_ texts: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
    for (position, text) in texts.enumerated() { (list + position).initialize(to: hold(text)) }
    (list + texts.count).initialize(to: nil)
    lists.append(list)
    return list
  }
}

extension Workbook.Sheet {
  fileprivate func write(
    to target: UnsafeMutablePointer<lxw_worksheet>, _ formats: [UnsafeMutablePointer<lxw_format>?], _ texts: HeldTexts
  ) {
    for (column, width) in widths.enumerated() {
      var options = lxw_row_col_options(hidden: width == 0 ? 1 : 0, level: 0, collapsed: 0)
      let position = lxw_col_t(column)
      worksheet_set_column_opt(target, position, position, width == 0 ? 8 : width, nil, &options)
    }
    if frozenRows > 0 { worksheet_freeze_panes(target, lxw_row_t(frozenRows), 0) }
    for cell in cells {
      let (row, column, format) = (lxw_row_t(cell.row), lxw_col_t(cell.column), formats[cell.style.rawValue])
      switch cell.content {
      case .blank: worksheet_write_blank(target, row, column, format)
      case .text(let text): worksheet_write_string(target, row, column, text, format)
      case .number(let number): worksheet_write_number(target, row, column, number, format)
      case .formula(let formula, let value): worksheet_write_formula_num(target, row, column, formula, format, value)
      case .formulaText(let formula, let value):
        worksheet_write_formula_str(target, row, column, formula, format, value)
      }
      if let rule = cell.rule { rule.write(to: target, row, column, texts) }
    }
    worksheet_set_landscape(target)
    worksheet_set_paper(target, 9)
    worksheet_fit_to_pages(target, 1, 0)
    worksheet_gridlines(target, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    var protection = lxw_protection()
    protection.format_columns = 1
    protection.format_rows = 1
    worksheet_protect(target, nil, &protection)
  }
}

extension Workbook.Rule {
  fileprivate func write(
    to target: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t, _ texts: HeldTexts
  ) {
    var validation = lxw_data_validation()
    switch self {
    case .choices(let choices):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      validation.value_list = texts.hold(choices)
    case .range(let formula):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      validation.value_formula = texts.hold(formula)
    case .whole(let least, let most):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
      validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      validation.minimum_number = Double(least)
      validation.maximum_number = Double(most)
    case .number:
      validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      validation.minimum_number = -1e13
      validation.maximum_number = 1e13
    }
    worksheet_data_validation_cell(target, row, column, &validation)
  }
}

extension Workbook.Style {
  fileprivate func format(_ book: UnsafeMutablePointer<lxw_workbook>) -> UnsafeMutablePointer<lxw_format>? {
    guard let format = workbook_add_format(book) else { return nil }
    switch self {
    case .plain: break
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 16)
    case .heading:
      format_set_bold(format)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_text_wrap(format)
    case .label: format_set_text_wrap(format)
    case .note:
      format_set_italic(format)
      format_set_font_color(format, 0x4B5A66)
      format_set_text_wrap(format)
    case .inputText, .inputNumber:
      format_set_unlocked(format)
      format_set_bg_color(format, 0xFFF8E1)
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, 0xB9A66B)
      if self == .inputNumber { format_set_num_format(format, "#,##0.######") }
    case .integer: format_set_num_format(format, "#,##0")
    case .thousandths: format_set_num_format(format, "#,##0.000")
    case .exact: format_set_num_format(format, "#,##0.######")
    case .result:
      format_set_bold(format)
      format_set_num_format(format, "#,##0.000")
      format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
    case .resultText:
      format_set_bold(format)
      format_set_text_wrap(format)
    }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    return format
  }
}
