/** PUT /files/<pass> takes a part of an upload, GET /files/<pass> gives a file's bytes, or a range of them. */
import { Refusal } from '../../shared/api/refusals.ts'
import { isPaperThere } from '../papers/papers.ts'
import { bucketOf, type Ctx } from '../platform/context.ts'
import { goodForMinutes, passIn, type Pass } from '../platform/passes.ts'
import { json, type Answer, type Event, type Route } from '../platform/serve.ts'
import { getFile, isThere, partKey } from './files-store.ts'

const bodyOf = ({ body = '', isBase64Encoded }: Event) =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')

const takePart = async (event: Event, pass: Pass & { may: 'put' }, ctx: Ctx): Promise<Answer> => {
  const bytes = bodyOf(event)
  if (bytes.length !== pass.size) throw new Refusal('files.partBroken')
  const file = await getFile(ctx.table, pass.of)
  if (!file || !isThere(file, ctx.now)) throw new Refusal('files.unknown')
  // A retry that comes after the end changes nothing.
  if (!file.kept) await bucketOf(ctx).put(partKey(pass.of, pass.part), bytes, 'application/octet-stream')
  return json(200, { stored: true })
}

const isStillThere = async (ctx: Ctx, id: string) => {
  const file = await getFile(ctx.table, id)
  return file ? isThere(file, ctx.now) : isPaperThere(ctx, id)
}

const giveBytes = async (event: Event, pass: Pass & { may: 'get' }, ctx: Ctx): Promise<Answer> => {
  if (!(await isStillThere(ctx, pass.of))) throw new Refusal('files.linkEnded')
  // Safari and WeChat on iOS only play sound that is served in ranges.
  const range = /^bytes=\d*-\d*$/.exec(event.headers?.range ?? '')?.[0]
  const piece = await bucketOf(ctx).get(pass.object, range)
  if (!piece) throw new Refusal('files.linkEnded')
  if (piece === 'beyond') return { statusCode: 416, headers: { 'content-range': 'bytes */*' }, body: '' }
  return {
    statusCode: piece.range ? 206 : 200,
    headers: {
      'content-type': pass.type,
      ...(pass.name && {
        'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(pass.name)}`,
      }),
      'cache-control': `private, max-age=${goodForMinutes * 60}`,
      'accept-ranges': 'bytes',
      ...(piece.range && { 'content-range': piece.range }),
    },
    body: piece.bytes.toString('base64'),
    isBase64Encoded: true,
  }
}

const answer = async (event: Event, ctx: Ctx): Promise<Answer> => {
  const { method } = event.requestContext.http
  if (method !== 'PUT' && method !== 'GET') throw new Refusal('request.wrongMethod')
  const pass = await passIn(ctx, event.rawPath)
  if (pass.may === 'put' && method === 'PUT') return takePart(event, pass, ctx)
  if (pass.may === 'get' && method === 'GET') return giveBytes(event, pass, ctx)
  throw new Refusal('files.linkEnded')
}

export const bytesRoute: Route = { name: 'files.bytes', path: /^\/files\//, answer }
