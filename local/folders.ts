/**
 * No two folders need each other, however far around: who reads a file then knows where what it uses stands. A folder is
 * taken for itself, without those in it, so that a folder and one within it are two. Tests may use what they like.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const roots = ['shared', 'functions', 'local', 'miniprogram/src']
const isLooked = (file: string) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|\/testing\//.test(file)
const imported = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g

type Needs = ReadonlyMap<string, ReadonlyMap<string, string>>

/** Folder → the folders it needs, each with an example. */
export const needsOf = (files: ReadonlyMap<string, string>): Needs => {
  const needs = new Map<string, Map<string, string>>()
  for (const [file, text] of files)
    for (const [, spec = ''] of text.matchAll(imported)) {
      const from = path.posix.dirname(file)
      const target = path.posix.join(from, spec)
      const to = path.posix.dirname(target)
      if (from === to) continue
      const found = needs.get(from) ?? new Map<string, string>()
      needs.set(from, found.set(to, `${file} → ${target}`))
    }
  return needs
}

/** Arrows between folders that lead back to where they begin. */
export const circlesIn = (needs: Needs): readonly string[] => {
  const reaches = (from: string, wanted: string, seen = new Set<string>()): boolean =>
    [...(needs.get(from)?.keys() ?? [])].some(
      to => to === wanted || (!seen.has(to) && reaches(to, wanted, seen.add(to))),
    )
  return [...needs].flatMap(([from, found]) =>
    [...found].flatMap(([to, example]) => (reaches(to, from) ? example : [])),
  )
}

const main = () => {
  const files = roots.flatMap(root =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .map(file => path.posix.join(root, file.replaceAll(path.sep, '/')))
      .filter(isLooked),
  )
  const circles = circlesIn(needsOf(new Map(files.map(file => [file, readFileSync(file, 'utf8')]))))
  if (circles.length === 0) return
  console.error(`Folders that need each other:\n  ${circles.join('\n  ')}`)
  process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
