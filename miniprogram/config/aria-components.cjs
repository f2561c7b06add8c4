const aria = { 'aria-label': '', 'aria-role': '', 'aria-hidden': '' }
exports.components = {
  View: aria,
  Text: aria,
  Button: aria,
  Input: aria,
  Textarea: aria,
  Image: aria,
  Picker: aria,
}
