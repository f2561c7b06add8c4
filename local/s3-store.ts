import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// Where the stand-in for S3 keeps things. All of it is synchronous, so that one request is one step and
// "only if nothing is there" holds without locks.

/** Bytes sent in one piece. */
export interface Piece {
  id: string
  size: number
  md5: string
  checksums: Record<string, string>
}

export interface Stored {
  headers: Record<string, string>
  etag: string
  savedAt: string
  pieces: Piece[]
}

export interface Upload {
  key: string
  headers: Record<string, string>
  parts: Record<string, Piece>
}

/** Whole or not at all, even when the process is killed meanwhile. */
function write(file: string, content: string | Buffer) {
  writeFileSync(`${file}.new`, content)
  renameSync(`${file}.new`, file)
}

/** A map; its entries also lie in the folder, if there is one, a file each. */
function keptMap<T>(folder: string | undefined) {
  const all = new Map<string, T>()
  const fileOf = (key: string) =>
    folder && join(folder, `${createHash('sha256').update(key).digest('hex')}.json`)
  if (folder) {
    mkdirSync(folder, { recursive: true })
    for (const name of readdirSync(folder).filter(one => one.endsWith('.json'))) {
      const [key, value] = JSON.parse(readFileSync(join(folder, name), 'utf8')) as [string, T]
      all.set(key, value)
    }
  }
  return {
    get: (key: string) => all.get(key),
    entries: () => [...all],
    set(key: string, value: T) {
      const file = fileOf(key)
      if (file) write(file, JSON.stringify([key, value]))
      all.set(key, value)
    },
    delete(key: string) {
      const file = fileOf(key)
      if (file) rmSync(file, { force: true })
      all.delete(key)
    },
  }
}

function keptPieces(folder: string | undefined) {
  const memory = new Map<string, Buffer>()
  if (folder) mkdirSync(folder, { recursive: true })
  return {
    save(bytes: Buffer, md5: string, checksums: Record<string, string>): Piece {
      const id = randomUUID()
      if (folder) write(join(folder, id), bytes)
      else memory.set(id, bytes)
      return { id, size: bytes.length, md5, checksums }
    },
    read: (pieces: Piece[]) =>
      Buffer.concat(
        pieces.map(({ id }) => (folder ? readFileSync(join(folder, id)) : (memory.get(id) ?? Buffer.of()))),
      ),
    drop(pieces: Piece[]) {
      for (const { id } of pieces)
        if (folder) rmSync(join(folder, id), { force: true })
        else memory.delete(id)
    },
  }
}

/** One bucket, in memory or in a folder. */
export function openStore(dir: string | undefined, now: () => number) {
  const within = (name: string) => dir && join(dir, name)
  const objects = keptMap<Stored>(within('objects'))
  const uploads = keptMap<Upload>(within('uploads'))
  const pieces = keptPieces(within('pieces'))
  return {
    objects,
    uploads,
    pieces,
    put(key: string, object: Omit<Stored, 'savedAt'>) {
      const before = objects.get(key)
      objects.set(key, { ...object, savedAt: new Date(now()).toISOString() })
      if (before) pieces.drop(before.pieces)
    },
    remove(key: string) {
      const before = objects.get(key)
      objects.delete(key)
      if (before) pieces.drop(before.pieces)
    },
  }
}

export type Store = ReturnType<typeof openStore>
