/** PDF as tests need it, with what people do not know is in it. */
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'

/** Pages with a line of text and a form field, and everything that must not be kept. */
export const document = async ({ pages = 1, password }: { pages?: number; password?: string } = {}) => {
  const made = await PDFDocument.create()
  made.setAuthor('SecretAuthor')
  for (let i = 0; i < pages; i++)
    made.addPage([200, 200]).drawText('receipt of the plumber', { x: 10, y: 150 })
  const [first] = made.getPages()
  const { context } = made
  const run = { S: 'JavaScript', JS: PDFString.of('app.alert("secret")') }
  made.catalog.set(PDFName.of('OpenAction'), context.obj(run))
  first!.node.set(PDFName.of('AA'), context.obj({ O: { S: 'Launch', F: PDFString.of('secret.exe') } }))
  const link = {
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [0, 0, 9, 9],
    A: { S: 'URI', URI: PDFString.of('secret:') },
  }
  first!.node.addAnnot(context.register(context.obj(link)))
  await made.attach(Buffer.from('MZ secret program'), 'secret.exe')
  made.getForm().createTextField('name').addToPage(first!, { x: 10, y: 100, width: 90, height: 20 })
  if (password !== undefined) made.encrypt({ ownerPassword: 'of the bank', userPassword: password })
  return Buffer.from(await made.save())
}

/** Everything that stands in it, unpacked. */
export const contentOf = async (pdf: Uint8Array) => {
  const { context } = await PDFDocument.load(pdf, { updateMetadata: false })
  const all = context.enumerateIndirectObjects().map(([, object]) => object.toString())
  return [...all, context.trailerInfo.Info?.toString()].join('\n')
}
