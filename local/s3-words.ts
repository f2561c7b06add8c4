import type { Answer } from './stand-in.ts'

// What S3 says: its documented errors, and its XML.

const errors = {
  AccessDenied: [403, 'Access Denied'],
  AuthorizationQueryParametersError: [400, 'The query parameters of the signature are not valid.'],
  BadDigest: [400, 'The Content-MD5 or checksum value that you specified did not match what was received.'],
  EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed size'],
  IncompleteBody: [
    400,
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
  ],
  InvalidArgument: [400, 'Invalid Argument'],
  InvalidChunkSizeError: [403, 'Only the last chunk is allowed to have a size less than 8192 bytes'],
  InvalidDigest: [400, 'The Content-MD5 or checksum value that you specified is not valid.'],
  InvalidPart: [400, 'One or more of the specified parts could not be found, or its ETag does not match.'],
  InvalidPartOrder: [400, 'The list of parts was not in ascending order.'],
  InvalidRange: [416, 'The requested range is not satisfiable'],
  InvalidURI: [400, "Couldn't parse the specified URI."],
  KeyTooLongError: [400, 'Your key is too long'],
  MalformedTrailerError: [400, 'The request contained trailing data that was not well-formed'],
  MalformedXML: [400, 'The XML you provided was not well-formed or did not validate'],
  MetadataTooLarge: [400, 'Your metadata headers exceed the maximum allowed metadata size'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  MissingContentLength: [411, 'You must provide the Content-Length HTTP header.'],
  NoSuchBucket: [404, 'The specified bucket does not exist'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NoSuchUpload: [404, 'The specified upload does not exist: never begun, aborted or completed.'],
  NotImplemented: [501, 'A header or parameter you provided implies functionality that is not implemented'],
  PreconditionFailed: [412, 'At least one of the preconditions you specified did not hold.'],
  XAmzContentSHA256Mismatch: [
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  ],
} as const

export class S3Error extends Error {
  code: keyof typeof errors
  constructor(code: keyof typeof errors, message: string) {
    super(message)
    this.code = code
  }
}

/** `message` where S3 has several for one code. */
export const refuse = (code: keyof typeof errors, message: string = errors[code][1]): never => {
  throw new S3Error(code, message)
}

type Tree = string | number | boolean | undefined | { [name: string]: Tree | Tree[] }

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, one => entities[one] ?? one)
const unescape = (text: string) =>
  Object.entries(entities).reduceRight((all, [plain, entity]) => all.replaceAll(entity, plain), text)

const element = (name: string, value: Tree, attributes = ''): string =>
  `<${name}${attributes}>${typeof value === 'object' ? children(value) : escape(String(value))}</${name}>`

const children = (tree: Record<string, Tree | Tree[]>) =>
  Object.entries(tree)
    .flatMap(([name, value]) => [value].flat().map(one => (one === undefined ? '' : element(name, one))))
    .join('')

const document = (text: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`)

export const xml = (name: string, tree: Tree): Answer => ({
  type: 'application/xml',
  body: document(element(name, tree, ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"')),
})

export const errorAnswer = ({ code, message }: S3Error, resource: string): Answer => ({
  status: errors[code][0],
  type: 'application/xml',
  body: document(element('Error', { Code: code, Message: message, Resource: resource, RequestId: 'local' })),
})

/** The texts of all elements of this name, as far as S3's own requests go: flat, without attributes. */
export const elementsIn = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, inner = '']) => inner)

export const textOf = (text: string, name: string): string | undefined => {
  const [first] = elementsIn(text, name)
  return first === undefined ? undefined : unescape(first)
}
