/** Of a PDF its pages are kept, as they look: nothing that runs, opens, sends or hides, and nothing of who made it. */
import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  type PDFObject,
  type PDFPage,
} from '@cantoo/pdf-lib'
import type { Wrong } from './wrong.ts'

export interface Pages {
  readonly bytes: Uint8Array
  readonly pages: number
}

const names = (...all: readonly string[]) => all.map(each => PDFName.of(each))
const [annots, subtype] = [PDFName.of('Annots'), PDFName.of('Subtype')]
const [kind, action] = [PDFName.of('Type'), PDFName.of('S')]

/** Of a page: what happens when it opens, and what is known of its making. */
const notOfPage = names('AA', 'Metadata', 'PieceInfo', 'LastModified', 'Thumb', 'StructParents', 'B', 'AF')
/** Of a note on a page: what happens when it is touched, and the form it belongs to. Its look stays. */
const notOfNote = names(
  'A',
  'AA',
  'PA',
  'Dest',
  'Parent',
  'P',
  'Popup',
  'FS',
  'Sound',
  'Movie',
  'AF',
  'T',
  'NM',
)
/** Notes whose only purpose is to play, or to hand on a file. */
const players = names('FileAttachment', 'Movie', 'Sound', 'Screen', 'RichMedia', '3D', 'Popup')
/** Wherever it stands, it acts (ISO 32000-1, 12.6.4): it is emptied. */
const actions = names(
  ...['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'ResetForm', 'GoToR', 'GoToE', 'URI', 'Named'],
  ...['Thread', 'Sound', 'Movie', 'Hide', 'Rendition', 'Trans', 'GoTo3DView', 'RichMediaExecute'],
)
const notOfAnything = names('Metadata', 'PieceInfo', 'EF', 'AF')

const drop = (dict: PDFDict, keys: readonly PDFName[]) => {
  for (const key of keys) dict.delete(key)
}
const isAmong = (value: PDFObject | undefined, all: readonly PDFName[]) => all.some(each => each === value)

/** In every dictionary, those within others too. */
const strip = (object: PDFObject): void => {
  if (object instanceof PDFArray) return object.asArray().forEach(strip)
  const dict = object instanceof PDFRawStream ? object.dict : object
  if (!(dict instanceof PDFDict)) return
  if (isAmong(dict.get(action), actions)) drop(dict, dict.keys())
  // What says its type is no list of names that somebody gave to fonts and pictures.
  if (dict.has(kind) || dict.has(subtype)) drop(dict, notOfAnything)
  dict.values().forEach(strip)
}

const stripPage = ({ node }: PDFPage) => {
  drop(node, notOfPage)
  const notes = node.Annots()
  if (!notes) return
  const shown = notes.asArray().flatMap(each => {
    const note = node.context.lookupMaybe(each, PDFDict)
    return note && !isAmong(note.get(subtype), players) ? note : []
  })
  for (const note of shown) drop(note, notOfNote)
  node.set(annots, node.context.obj(shown))
}

const open = async (bytes: Uint8Array) => {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: Infinity })
  } catch (error) {
    if (!(error instanceof EncryptedPDFError)) throw error
    // Statements of banks can be read by everybody and changed by nobody: their password is empty.
    return PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: Infinity, password: '' }).catch(
      (): Wrong => 'locked',
    )
  }
}

export const withoutActions = async (bytes: Uint8Array, mostPages: number): Promise<Pages | Wrong> => {
  const sent = await open(bytes)
  if (typeof sent === 'string') return sent
  const count = sent.getPageCount()
  if (count > mostPages) return 'tooManyPages'
  if (!count) return 'broken'
  for (const [, object] of sent.context.enumerateIndirectObjects()) strip(object)
  sent.getPages().forEach(stripPage)
  // Only what the pages show goes along.
  const kept = await PDFDocument.create({ updateMetadata: false })
  for (const page of await kept.copyPages(sent, sent.getPageIndices())) kept.addPage(page)
  return { bytes: await kept.save({ updateFieldAppearances: false }), pages: count }
}
