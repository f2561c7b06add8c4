import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { BufferSource, Input, MP4 } from 'mediabunny'
import sharp from 'sharp'
import { fileTypes, files, type FileLink, type FileType } from '../../shared/files/files.ts'
import { help } from '../../shared/help/help.ts'
import { saveSettings } from '../community/community.ts'
import type { SignedIn } from '../platform/context.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { contentOf, document } from '../testing/documents.ts'
import { largePicture, phonePicture, picture, sample, voice } from '../testing/media.ts'
import { runs } from '../testing/runs.ts'
import { attach, filesKeep, filesOf, forget, linksTo } from './files.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const begin = (person: string, bytes: Uint8Array, type: FileType = 'image/jpeg', key: string = op()) =>
  given.as(person).do(files.begin, { type, size: bytes.length, key })

/** Sends all that is missing and gives the id, unfinished. */
const sent = async (person: string, bytes: Uint8Array, type?: FileType, key?: string) => {
  const { id, parts } = await begin(person, bytes, type, key)
  for (const { url, from, size } of parts)
    expect((await given.put(url, bytes.subarray(from, from + size))).statusCode).toBe(200)
  return id
}
const finish = (person: string, id: string) => given.as(person).do(files.finish, { id })
const upload = async (person: string, bytes: Uint8Array, type?: FileType) =>
  finish(person, await sent(person, bytes, type))
const refusal = async (person: string, id: string, sha?: string) => {
  const { status, body } = await given.as(person).try(files.finish, { id, ...(sha && { sha256: sha }) })
  return [status, body.code]
}
const bytesOf = async (path: string) => (await given.fetchFrom(path)).bytes
const codecOf = async ({ url }: FileLink) => {
  const input = new Input({ formats: [MP4], source: new BufferSource(await bytesOf(url)) })
  return (await input.getPrimaryAudioTrack())?.codec
}
/** A request of this person, as the handlers of other modules have it. */
const ctxOf = async (person: string): Promise<SignedIn> => ({
  ...given.effects,
  now: given.now(),
  who: { id: await given.idOf(person), grants: [], actsFor: [] },
})
const helpId = async (person: string) =>
  (await given.as(person).do(help.ask, { kind: 'groceries', lines: [{ what: '鸡蛋' }] })).id

describe('an upload', () => {
  test('When a photo is sent in parts, in any order, then it comes back whole', async () => {
    const bytes = await largePicture()
    const { id, parts } = await begin('resident-1', bytes)
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.every(({ size }) => size <= 4 * 1024 * 1024)).toBe(true)
    for (const { url, from, size } of [...parts].reverse())
      await given.put(url, bytes.subarray(from, from + size))
    const file = await given.as('resident-1').do(files.finish, { id, sha256: sha256(bytes) })
    expect(file).toMatchObject({ id, type: 'image/jpeg' })
    const { about, bytes: back } = await given.fetchFrom(file.url)
    expect(about).toMatchObject({
      'content-type': 'image/jpeg',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    })
    expect([back.length, (await sharp(back).metadata()).width]).toEqual([file.size, 1600])
    expect((await sharp(await bytesOf(file.small!)).metadata()).width).toBe(480)
  })

  test('When it breaks off, then the same key goes on with the parts that are missing', async () => {
    const bytes = await largePicture()
    const key = op()
    const first = await begin('resident-1', bytes, 'image/jpeg', key)
    await given.put(first.parts[0]!.url, bytes.subarray(0, first.parts[0]!.size))
    expect(await refusal('resident-1', first.id)).toEqual([409, 'files.incomplete'])
    const again = await begin('resident-1', bytes, 'image/jpeg', key)
    expect([again.id, again.parts.map(({ from }) => from)]).toEqual([
      first.id,
      first.parts.slice(1).map(({ from }) => from),
    ])
    for (const { url, from, size } of again.parts) await given.put(url, bytes.subarray(from, from + size))
    const file = await finish('resident-1', first.id)
    expect(await begin('resident-1', bytes, 'image/jpeg', key)).toMatchObject({
      parts: [],
      file: { id: file.id },
    })
  })

  test('When it is finished twice, or twice at once, then it is one file', async () => {
    const id = await sent('resident-1', await picture())
    const all = await Promise.all([1, 2, 3, 4].map(() => finish('resident-1', id)))
    const again = await finish('resident-1', id)
    expect(new Set([...all, again].map(file => [file.id, file.size].join())).size).toBe(1)
    expect((await given.effects.bucket!.list(`parts/${id}/`)).size).toBe(0)
    expect((await given.effects.bucket!.list(`files/${id}/`)).size).toBe(2)
  })

  test('When the same key brings something else, then it is refused', async () => {
    const key = op()
    await begin('resident-1', await picture(), 'image/jpeg', key)
    const { status, body } = await given
      .as('resident-1')
      .try(files.begin, { type: 'image/png', size: 7, key })
    expect([status, body.code]).toEqual([409, 'request.keyReused'])
  })

  test('When the bytes are not those that were meant, then they have to be sent again', async () => {
    const bytes = await picture()
    const key = op()
    const id = await sent('resident-1', bytes, 'image/jpeg', key)
    expect(await refusal('resident-1', id, sha256(Buffer.from('else')))).toEqual([409, 'files.changed'])
    expect(await sent('resident-1', bytes, 'image/jpeg', key)).toBe(id)
    expect((await given.as('resident-1').do(files.finish, { id, sha256: sha256(bytes) })).id).toBe(id)
  })

  test('When a part is too long or too short, then it is not taken', async () => {
    const bytes = await picture()
    const { parts } = await begin('resident-1', bytes)
    for (const wrong of [bytes.subarray(1), Buffer.concat([bytes, bytes]), Buffer.of()]) {
      const { statusCode, body } = await given.put(parts[0]!.url, wrong)
      expect([statusCode, JSON.parse(body!).code]).toEqual([400, 'files.partBroken'])
    }
  })

  test('When a part comes again after the end, then nothing changes', async () => {
    const bytes = await picture()
    const { id, parts } = await begin('resident-1', bytes)
    await given.put(parts[0]!.url, bytes)
    const file = await finish('resident-1', id)
    expect((await given.put(parts[0]!.url, Buffer.alloc(bytes.length))).statusCode).toBe(200)
    expect(await finish('resident-1', id)).toMatchObject({ size: file.size })
    expect((await given.effects.bucket!.list(`parts/${id}/`)).size).toBe(0)
  })
})

describe('what is in it', () => {
  test('When a phone wrote place, camera and remarks into a photo, then they are gone and it stands upright', async () => {
    const bytes = await phonePicture()
    expect((await sharp(bytes).metadata()).orientation).toBe(6)
    expect([bytes.includes('SecretPhone'), bytes.includes('secret remark')]).toEqual([true, true])
    const file = await upload('resident-1', bytes)
    for (const path of [file.url, file.small!]) {
      const kept = await bytesOf(path)
      const { width, height, exif, icc, xmp, iptc, comments, orientation } = await sharp(kept).metadata()
      expect({ exif, icc, xmp, iptc, comments, orientation }).toEqual({})
      expect([width, height]).toEqual([40, 60])
      for (const word of ['Secret', 'secret', 'Exif', 'GPS']) expect(kept.includes(word)).toBe(false)
      // Red was at the left of the lying picture; turned by 90° it is at the top.
      const { data } = await sharp(kept).raw().toBuffer({ resolveWithObject: true })
      const [top, bottom] = [data.subarray(3 * 20), data.subarray(3 * (55 * 40 + 20))]
      expect([top[0]! > 200 && top[1]! < 80, bottom[0]! > 200 && bottom[1]! < 80]).toEqual([true, false])
    }
  })

  test('When a picture is PNG or WebP, then it is kept as JPEG, nothing showing through', async () => {
    for (const as of ['png', 'webp'] as const)
      expect(await upload('resident-1', await picture(as), `image/${as}`)).toMatchObject({
        type: 'image/jpeg',
      })
    const glass = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#0000' } })
      .png()
      .toBuffer()
    const file = await upload('resident-1', glass, 'image/png')
    expect([
      ...(
        await sharp(await bytesOf(file.url))
          .raw()
          .toBuffer()
      ).subarray(0, 3),
    ]).toEqual([255, 255, 255])
  })

  test.each(['audio/mpeg', 'audio/aac', 'audio/mp4', 'audio/webm'] as const)(
    'When a voice note is %s, then it is AAC, plays as long as before and its title is gone',
    async type => {
      const bytes = await voice(type)
      expect(bytes.includes('secret place')).toBe(type !== 'audio/aac')
      const file = await upload('resident-1', bytes, type)
      expect([file.type, await codecOf(file)]).toEqual(['audio/mp4', 'aac'])
      expect(Math.abs(file.seconds! - 3)).toBeLessThan(0.2)
      const kept = await bytesOf(file.url)
      expect(kept.includes('secret')).toBe(false)
      expect((await upload('resident-1', kept, type)).seconds).toBeCloseTo(file.seconds!, 1)
    },
  )

  test.each([
    ['tone.amr', 'audio/amr'],
    ['tone.awb', 'audio/amr-wb'],
    ['tone.opus.ogg', 'audio/ogg'],
    ['tone.vorbis.ogg', 'audio/ogg'],
  ] as const)(
    'When an old phone or another chat recorded it as %s, then it is AAC with the sound in it',
    async (name, type) => {
      const file = await upload('resident-7', sample(name), type)
      expect([file.type, await codecOf(file)]).toEqual(['audio/mp4', 'aac'])
      expect(Math.abs(file.seconds! - 2)).toBeLessThan(0.1)
      expect(file.size).toBeGreaterThan(5_000) // three seconds of silence take 1.8 KB
    },
  )

  test('When an AMR of few bytes unfolds into hours, then it is too long before anything is decoded', async () => {
    const nothing = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(500_000, 0x7c)]) // frames without sound
    const id = await sent('resident-7', nothing, 'audio/amr')
    expect(await refusal('resident-7', id)).toEqual([400, 'files.tooLong'])
  })

  test('When an iPhone took it, then it is kept as JPEG without what the camera wrote', async () => {
    expect(sample('phone.heic').includes('SecretPhone')).toBe(true)
    for (const type of ['image/heic', 'image/heif', 'image/jpeg'] as const) {
      const file = await upload('resident-7', sample('phone.heic'), type)
      const kept = await bytesOf(file.url)
      const { format, width, height, exif } = await sharp(kept).metadata()
      expect([file.type, format, width, height, exif]).toEqual(['image/jpeg', 'jpeg', 120, 80, undefined])
      const { data } = await sharp(kept).raw().toBuffer({ resolveWithObject: true })
      const [left, right] = [data.subarray(3 * 20), data.subarray(3 * 100)]
      expect([left[0]! > 200 && left[2]! < 80, right[0]! < 100 && right[2]! > 120]).toEqual([true, true])
    }
  })

  test('When a HEIC says that it unfolds into a giant picture, or is none at all, then it is refused', async () => {
    const giant = sample('phone.heic')
    const size = giant.indexOf('ispe') + 8
    giant.writeUInt32BE(16_000, size)
    giant.writeUInt32BE(16_000, size + 4)
    const id = await sent('resident-7', giant, 'image/heic')
    expect(await refusal('resident-7', id)).toEqual([413, 'files.tooManyPixels'])
    const cut = await sent('resident-7', sample('phone.heic').subarray(0, 600), 'image/heic')
    expect(await refusal('resident-7', cut)).toEqual([400, 'files.broken'])
    const movie = await sent('resident-7', await voice('audio/mp4'), 'image/heic')
    expect(await refusal('resident-7', movie)).toEqual([400, 'files.wrongType'])
  })

  test('When it is a PDF, then its pages are kept, and nothing that runs, leads away, is attached or says who made it', async () => {
    const bytes = await document({ pages: 2 })
    const before = await contentOf(bytes)
    for (const word of ['JavaScript', 'Launch', 'URI', 'EmbeddedFile', 'OpenAction'])
      expect(before).toContain(word)
    const file = await upload('resident-7', bytes, 'application/pdf')
    expect(file).toMatchObject({ type: 'application/pdf', pages: 2 })
    const { about, bytes: kept } = await given.fetchFrom(file.url)
    expect(about).toMatchObject({ 'content-type': 'application/pdf', 'X-Content-Type-Options': 'nosniff' })
    const content = await contentOf(kept)
    expect(content.match(/\/Type \/Page\b/g)).toHaveLength(2)
    expect(content).toMatch(/\/Subtype \/Widget/)
    expect(content).not.toMatch(/JavaScript|Launch|URI|Embedded|OpenAction|ecret|\/AA|\/Author/)
  })

  test('When a PDF is locked, too long or none, then it says what to do; one that only forbids changes is kept', async () => {
    const outcome = async (bytes: Buffer) =>
      refusal('resident-7', await sent('resident-7', bytes, 'application/pdf'))
    expect(await outcome(await document({ password: 'secret' }))).toEqual([400, 'files.locked'])
    expect(await outcome(await document({ pages: 101 }))).toEqual([400, 'files.tooManyPages'])
    expect(await outcome(await picture())).toEqual([400, 'files.wrongType'])
    expect(await outcome(Buffer.from('%PDF-1.7 and nothing more'))).toEqual([400, 'files.broken'])
    expect(await upload('resident-7', await document({ password: '' }), 'application/pdf')).toMatchObject({
      pages: 1,
    })
  })

  test('When the claim is wrong, then the content decides', async () => {
    expect(await upload('resident-1', await picture('png'), 'image/jpeg')).toMatchObject({
      type: 'image/jpeg',
    })
    expect(await upload('resident-1', await voice('audio/mp4'), 'audio/mpeg')).toMatchObject({
      type: 'audio/mp4',
    })
    const cases: readonly [Uint8Array, FileType][] = [
      [await picture(), 'audio/mpeg'],
      [await voice('audio/mpeg'), 'image/jpeg'],
      [Buffer.from(`MZ${'\0'.repeat(200)}This program cannot be run in DOS mode`), 'image/png'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'image/png'],
      [Buffer.from('GIF89a'), 'image/webp'],
      [Buffer.from('%PDF-1.7'), 'image/jpeg'],
    ]
    for (const [bytes, type] of cases)
      expect(await refusal('resident-1', await sent('resident-1', bytes, type))).toEqual([
        400,
        'files.wrongType',
      ])
  })

  test('When a program hides behind a photo or a voice note, then only the photo and the voice are kept', async () => {
    const hidden = Buffer.from(`PK\x03\x04<script>alert(1)</script>${'#!/bin/sh\n'.repeat(20)}`)
    const photo = await upload('resident-1', Buffer.concat([await picture(), hidden]))
    const note = await upload('resident-1', Buffer.concat([await voice('audio/mpeg'), hidden]), 'audio/mpeg')
    for (const { url } of [photo, note]) {
      const kept = await bytesOf(url)
      for (const word of ['script', 'PK\x03\x04', '#!/bin/sh']) expect(kept.includes(word)).toBe(false)
    }
  })

  test('When a file breaks off in the middle, then it is refused with what to do', async () => {
    const photo = await largePicture()
    const note = await voice('audio/mp4', 20)
    for (const [bytes, type] of [
      [photo.subarray(0, photo.length / 2), 'image/jpeg'],
      [(await picture('png')).subarray(0, 60), 'image/png'],
      [note.subarray(0, note.length - 1500), 'audio/mp4'],
    ] as const)
      expect(await refusal('resident-1', await sent('resident-1', bytes, type))).toEqual([
        400,
        'files.broken',
      ])
  })

  test('When a JPEG lacks only its end, as chats cut it off, then it is kept', async () => {
    const photo = await largePicture()
    for (const bytes of [photo.subarray(0, -2), photo.subarray(0, photo.length * 0.95)]) {
      const file = await upload('resident-9', bytes)
      expect((await sharp(await bytesOf(file.url)).metadata()).height).toBe(1200)
    }
    const id = await sent('resident-9', photo.subarray(0, photo.length * 0.85))
    expect(await refusal('resident-9', id)).toEqual([400, 'files.broken'])
  })

  test('When it is a long screenshot, then it stays as wide as it was, and its thumbnail shows its beginning', async () => {
    const file = await upload('resident-9', await picture('png', 1080, 20_000), 'image/png')
    const sizeOf = async (path: string) => {
      const { width, height } = await sharp(await bytesOf(path)).metadata()
      return [width, height]
    }
    expect(await sizeOf(file.url)).toEqual([1080, 20_000])
    expect(await sizeOf(file.small!)).toEqual([240, 480])
  })

  test('When a large picture is kept, then its shorter side is limited, and what is given fits into one answer', async () => {
    const photo = await upload('resident-9', await picture('jpeg', 4000, 3000))
    expect((await sharp(await bytesOf(photo.url)).metadata()).height).toBe(1920)
    const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
    const crowded = await sharp({
      create: { width: 1080, height: 8000, channels: 3, background: '#888', noise },
    })
      .jpeg({ quality: 97 })
      .toBuffer()
    expect(crowded.length).toBeGreaterThan(6_000_000)
    expect((await upload('resident-9', crowded)).size).toBeLessThan(4_400_000)
  })

  test('When a voice note is mostly something else, then it is refused', async () => {
    const stuffed = Buffer.concat([await voice('audio/mpeg', 1), Buffer.alloc(60_000, 'x')])
    const id = await sent('resident-1', stuffed, 'audio/mpeg')
    expect(await refusal('resident-1', id)).toEqual([400, 'files.broken'])
  })

  test('When a small file unfolds into a giant picture, then it is refused', async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
      .png()
      .toBuffer()
    const id = await sent('resident-1', bomb, 'image/png')
    expect(await refusal('resident-1', id)).toEqual([413, 'files.tooManyPixels'])
  })

  test('When a picture would have to be unfolded as a whole, then fewer pixels are let in', async () => {
    const interlaced = await sharp({ create: { width: 4000, height: 3200, channels: 3, background: '#000' } })
      .png({ progressive: true, palette: true })
      .toBuffer()
    expect(interlaced.length).toBeLessThan(20_000)
    const id = await sent('resident-9', interlaced, 'image/png')
    expect(await refusal('resident-9', id)).toEqual([413, 'files.tooManyPixels'])
    expect(await upload('resident-9', await picture('png', 4000, 3200), 'image/png')).toMatchObject({
      type: 'image/jpeg',
    })
  })

  test('When a voice note is made to keep its reader busy for ever, then it is refused all the same', async () => {
    const trap = await voice('audio/mp4', 1)
    trap.writeUInt32BE(0x7fffffff, trap.indexOf('stsc') + 16) // so many samples in one chunk
    const id = await sent('resident-1', trap, 'audio/mp4')
    expect(await refusal('resident-1', id)).toEqual([400, 'files.broken'])
  })

  test('When a voice note is too long, then it says how long it may be', async () => {
    const id = await sent('resident-1', await voice('audio/webm', 63), 'audio/webm')
    const { status, body } = await given.as('resident-1').try(files.finish, { id })
    expect([status, body.code, body.text]).toEqual([400, 'files.tooLong', '录音最长 60 秒，请分成几段来录。'])
  })

  test('When any bytes at all are sent, then they are kept safely or refused, never a 5xx', async () => {
    const [photo, ...notes] = [
      await phonePicture(),
      ...[sample('phone.heic'), sample('tone.amr'), sample('tone.opus.ogg'), await document()],
      ...(await Promise.all(
        (['audio/mpeg', 'audio/aac', 'audio/mp4', 'audio/webm'] as const).map(each => voice(each, 1)),
      )),
    ]
    const spoilt = fc
      .tuple(
        fc.constantFrom(photo, ...notes),
        fc.array(fc.tuple(fc.nat(4000), fc.uint8Array({ minLength: 1, maxLength: 8 })), { maxLength: 6 }),
        fc.nat(4000),
      )
      .map(([bytes, strokes, cut]) => {
        const copy = Buffer.from(bytes)
        for (const [at, stroke] of strokes)
          copy.set(stroke.slice(0, copy.length - (at % copy.length)), at % copy.length)
        return copy.subarray(0, Math.max(1, copy.length - (cut % 3 ? 0 : cut)))
      })
    const anything = fc.oneof(
      { weight: 3, arbitrary: spoilt },
      {
        weight: 1,
        arbitrary: fc.uint8Array({ minLength: 1, maxLength: 300 }).map(bytes => Buffer.from(bytes)),
      },
    )
    let n = 0
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom(...fileTypes), async (bytes, type) => {
        const person = `resident-${100 + Math.floor(n++ / 50)}` // each has a limit a day
        const { status, body } = await given
          .as(person)
          .try(files.finish, { id: await sent(person, bytes, type) })
        if (status === 200)
          expect((await given.fetchFrom((body as unknown as FileLink).url)).status).toBe(200)
        else
          expect(body.code).toMatch(
            /^files\.(wrongType|broken|tooLong|tooManyPixels|tooManyPages|locked|notSheet|oldSheet)$/,
          )
        expect(status).toBeLessThan(500)
      }),
      // Each voice note is read in a thread of its own, which loads the reader anew.
      { numRuns: runs(120, 30) },
    )
  }, 180_000)
})

describe('limits', () => {
  test('When a file is larger than its kind may be, then it says how large and what to do, before anything is sent', async () => {
    for (const [type, size, most] of [
      ['image/jpeg', 12 * 1024 * 1024 + 1, 12],
      ['audio/mp4', 2 * 1024 * 1024 + 1, 2],
      ['application/pdf', 4 * 1024 * 1024 + 1, 4],
    ] as const) {
      const { status, body } = await given.as('resident-1').try(files.begin, { type, size })
      expect([status, body.code]).toEqual([413, 'files.tooBig'])
      expect(body.text).toContain(`最大 ${most} MB`)
    }
  })

  test('When the day is full, then no more begin, however many at once; tomorrow is another day', async () => {
    await saveSettings(given.table, 'bchd', {
      name: '宝翠花都社区',
      files: { perDay: 3, largestPictureBytes: 999, largestVoiceBytes: 999, longestVoiceSeconds: 9 },
    })
    const tap = (key: string) =>
      given.as('resident-2').try(files.begin, { type: 'image/jpeg', size: 99, key })
    const keys = [1, 2, 3, 4, 5, 6].map(() => op())
    const answers = await Promise.all(keys.map(tap))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(new Set(answers.flatMap(({ body }) => body.code ?? []))).toEqual(new Set(['files.tooMany']))
    // Going on with what was begun is not beginning another one.
    expect((await tap(keys[answers.findIndex(({ status }) => status === 200)]!)).status).toBe(200)
    given.setNow('2026-11-23T16:00:00.000Z') // midnight in Shanghai
    expect((await tap(op())).status).toBe(200)
    given.setNow(monday10)
    await saveSettings(given.table, 'bchd', { name: '宝翠花都社区' })
  })
})

describe('links', () => {
  test('When a link is ten minutes old, altered, or used for something else, then it opens nothing', async () => {
    const bytes = await picture()
    const { id, parts } = await begin('resident-1', bytes)
    const up = parts[0]!.url
    const ended = async (answer: Promise<{ statusCode?: number | undefined; body?: string | undefined }>) => {
      const { statusCode, body } = await answer
      return [statusCode, JSON.parse(body ?? '{}').code]
    }
    const at = up.length - 30
    const altered = up.slice(0, at) + (up[at] === 'A' ? 'B' : 'A') + up.slice(at + 1)
    expect(await ended(given.put(altered, bytes))).toEqual([404, 'files.linkEnded'])
    expect((await given.fetchFrom(up)).status).toBe(404)
    await given.put(up, bytes)
    const { url } = await finish('resident-1', id)
    expect(await ended(given.put(url, bytes))).toEqual([404, 'files.linkEnded'])
    for (const path of ['/files/', '/files/x', `${url}x`, `/files/../api/help/get`, '/files/a.b.c.d.e'])
      expect((await given.fetchFrom(path)).status).toBe(404)
    given.minutesLater(9)
    expect((await given.fetchFrom(url)).status).toBe(200)
    given.minutesLater(1)
    expect((await given.fetchFrom(url)).status).toBe(404)
    expect(await ended(given.put(up, bytes))).toEqual([404, 'files.linkEnded'])
    given.setNow(monday10)
  })

  test('When a player asks for a range, then it gets that range', async () => {
    const { url, size } = await upload('resident-1', await voice('audio/mpeg'), 'audio/mpeg')
    const whole = await bytesOf(url)
    const { status, about, bytes } = await given.fetchFrom(url, 'bytes=10-19')
    expect([status, about!['content-range']]).toEqual([206, `bytes 10-19/${size}`])
    expect(bytes.equals(whole.subarray(10, 20))).toBe(true)
    expect((await given.fetchFrom(url, 'bytes=99999999-')).status).toBe(416)
    expect((await given.fetchFrom(url, 'lines=1-2')).status).toBe(200)
  })

  test('When anything but PUT and GET is asked of a link, then it is the wrong method', async () => {
    expect((await given.request('/files/x', undefined, undefined, 'DELETE')).status).toBe(405)
  })

  test('When files are sent and fetched, then no log has a link or an id in it', async () => {
    const { id, url } = await upload('resident-1', await picture())
    await given.fetchFrom(url)
    expect(given.logged.join('\n')).not.toMatch(new RegExp(`${id}|${url.slice(7, 60)}`))
    expect(given.logged.at(-1)).toContain('files.bytes')
  })
})

describe('whose it is', () => {
  test('When it is somebody else’s, then it is not there', async () => {
    const id = await sent('resident-1', await picture())
    expect(await refusal('resident-3', id)).toEqual([404, 'files.unknown'])
    expect(await refusal('resident-3', 'file_x')).toEqual([404, 'files.unknown'])
    await finish('resident-1', id)
    expect(await given.as('resident-3').do(files.show, { ids: [id] })).toEqual({ items: [] })
    expect((await given.as('resident-1').do(files.show, { ids: [id, 'file_x'] })).items).toHaveLength(1)
    await expect(filesOf(await ctxOf('resident-3'), [id])).rejects.toMatchObject({ code: 'files.unknown' })
  })

  test('When a form names files, then it gets what is known of them; one that is unfinished refuses them all', async () => {
    const id = await given.putFile('resident-1', await picture())
    const ctx = await ctxOf('resident-1')
    const [info] = await filesOf(ctx, [id])
    const { url } = (await linksTo(ctx, [id]))[0]!
    expect(info).toMatchObject({ id, type: 'image/jpeg', sha256: sha256(await bytesOf(url)) })
    const unfinished = await sent('resident-1', await picture())
    await expect(filesOf(ctx, [id, unfinished])).rejects.toMatchObject({ code: 'files.unknown' })
  })

  test('When a form takes photos only, then a PDF is refused there, and taken where it is asked for', async () => {
    const pdf = await given.putFile('resident-10', await document(), 'application/pdf')
    const { status, body } = await given
      .as('resident-10')
      .try(help.ask, { kind: 'groceries', lines: [{ what: '鸡蛋' }], files: [pdf] })
    expect([status, body.code]).toEqual([400, 'files.onlyPictures'])
    const ctx = await ctxOf('resident-10')
    await expect(filesOf(ctx, [pdf])).rejects.toMatchObject({ code: 'files.onlyPictures' })
    expect(await filesOf(ctx, [pdf], undefined, { documents: true })).toHaveLength(1)
  })

  test('When two matters want the same file, at once or one after the other, then one has it', async () => {
    const ctx = await ctxOf('resident-4')
    const [one, two] = [await helpId('resident-4'), await helpId('resident-4')]
    const ids = [
      await given.putFile('resident-4', await picture()),
      await given.putFile('resident-4', await picture()),
    ]
    const outcomes = await Promise.allSettled(
      [one, two, one, two, one, two].map(matter => attach(ctx, ids, matter).then(() => matter)),
    )
    const won = outcomes.flatMap(each => (each.status === 'fulfilled' ? each.value : []))
    expect([won.length, new Set(won).size]).toEqual([3, 1])
    for (const each of outcomes)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'files.unknown' })
    await attach(ctx, ids, won[0]!)
    expect(await filesOf(ctx, ids, won[0])).toHaveLength(2)
    await expect(filesOf(ctx, ids)).rejects.toMatchObject({ code: 'files.unknown' })
  })

  test('When a matter has taken it, then its uploader gets it through the matter only', async () => {
    const id = await given.putFile('resident-5', await picture())
    const ctx = await ctxOf('resident-5')
    await attach(ctx, [id], await helpId('resident-5'))
    expect(await given.as('resident-5').do(files.show, { ids: [id] })).toEqual({ items: [] })
    expect(await refusal('resident-5', id)).toEqual([404, 'files.unknown'])
    const [link] = await linksTo(await ctxOf('volunteer-1'), [id])
    expect((await given.fetchFrom(link!.url)).status).toBe(200)
  })
})

describe('what nobody wants any more', () => {
  const objects = async (id: string) => [
    ...(await given.effects.bucket!.list(`parts/${id}/`)).keys(),
    ...(await given.effects.bucket!.list(`files/${id}/`)).keys(),
  ]

  test('When two days pass, then what is unfinished or without a matter goes, and what a matter has stays', async () => {
    const person = 'resident-6'
    const unfinished = await sent(person, await picture())
    const untaken = await upload(person, await picture())
    const lost = await given.putFile(person, await picture())
    const taken = await given.putFile(person, await picture())
    const ctx = await ctxOf(person)
    await attach(ctx, [taken], await helpId(person))
    await attach(ctx, [lost], `help_bchd_${'a'.repeat(32)}`) // the matter was never written
    given.minutesLater(2 * 24 * 60 - 1)
    await given.tick()
    expect((await objects(untaken.id)).length).toBe(2)
    expect((await given.as(person).do(files.show, { ids: [untaken.id] })).items).toHaveLength(1)
    given.minutesLater(1)
    // Gone for everybody at that moment, whenever the clock comes.
    expect(await refusal(person, unfinished)).toEqual([404, 'files.unknown'])
    expect(await given.as(person).do(files.show, { ids: [untaken.id] })).toEqual({ items: [] })
    await expect(attach({ ...ctx, now: given.now() }, [untaken.id], 'help_x')).rejects.toMatchObject({
      code: 'files.unknown',
    })
    await given.tick()
    for (const id of [unfinished, untaken.id, lost]) {
      expect(await objects(id)).toEqual([])
      expect(await given.table.get({ pk: `FILE#${id}`, sk: 'FILE' })).toBeUndefined()
    }
    expect((await objects(taken)).length).toBe(2)
    given.minutesLater(60 * 24 * 365)
    await given.tick()
    expect((await linksTo(await ctxOf(person), [taken])).length).toBe(1)
    given.setNow(monday10)
  })
})

describe('when somebody leaves', () => {
  test('When a person is erased, then what no matter has goes with them; what a matter forgets goes too', async () => {
    const person = 'resident-8'
    const [mine, taken] = [
      await given.putFile(person, await picture()),
      await given.putFile(person, await picture()),
    ]
    const ctx = await ctxOf(person)
    await attach(ctx, [taken], await helpId(person))
    const { items } = await filesKeep.exports!(ctx, undefined)
    expect(items.map(({ data }) => data.id)).toEqual(expect.arrayContaining([mine, taken]))
    const [link] = await linksTo(ctx, [mine])
    await filesKeep.erases!(ctx, ctx.who.id)
    expect((await given.fetchFrom(link!.url)).status).toBe(404)
    expect((await linksTo(ctx, [mine, taken])).map(({ id }) => id)).toEqual([taken])
    await forget(ctx, [taken])
    await forget(ctx, [taken, 'file_x'])
    expect(await linksTo(ctx, [taken])).toEqual([])
    await given.tick()
    for (const id of [mine, taken]) expect((await given.effects.bucket!.list(`files/${id}/`)).size).toBe(0)
  })
})
