import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { TmplGroup } from 'glass-easel-template-compiler'
import wcc from 'miniprogram-compiler/src/wcc.js'
import wcsc from 'miniprogram-compiler/src/wcsc.js'
import type { template } from 'glass-easel'

/** What a weapp build holds, its templates ready to run. Paths are relative to the build, with `/`. */
export type Compiled = {
  dist: string
  files: Record<string, string>
  templates: Record<string, template.ComponentTemplate['content']>
  diagnostics: string[]
}

type ParseError = { message: string; level?: number; startLine?: number }

const textFile = /\.(js|json|wxml|wxss|wxs)$/

const listFiles = (dist: string) =>
  readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map(file => file.split(path.sep).join('/'))
    .filter(file => textFile.test(file))
    .sort()

const withEnding = (files: string[], ending: string) => files.filter(file => file.endsWith(ending))
const withoutEnding = (file: string) => file.slice(0, file.lastIndexOf('.'))

// Two phones in one story run the same build: compile it once, and again only after a rebuild.
const compiled = new Map<string, { stamp: string; result: Compiled }>()

/** Compiles every WXML and WXS of a weapp build. Syntax errors are returned as `diagnostics`. */
export const compile = (dist: string): Compiled => {
  const names = listFiles(dist)
  const stamp = names.map(file => `${file}:${statSync(path.join(dist, file)).mtimeMs}`).join()
  const known = compiled.get(dist)
  if (known?.stamp === stamp) return known.result

  const files = Object.fromEntries(names.map(file => [file, readFileSync(path.join(dist, file), 'utf8')]))
  const diagnostics: string[] = []
  const group = new TmplGroup()
  for (const file of withEnding(names, '.wxs')) group.addScript(withoutEnding(file), files[file]!)
  for (const file of withEnding(names, '.wxml')) {
    const found = (group.addTmpl(withoutEnding(file), files[file]!) ?? []) as ParseError[]
    for (const { message, startLine } of found) diagnostics.push(`${file}:${(startLine ?? 0) + 1} ${message}`)
  }
  const source = group.getTmplGenObjectGroups()
  group.free()

  const templates = new vm.Script(`(${source})`, {
    filename: `${dist}/templates.js`,
  }).runInThisContext() as Compiled['templates']
  const result = { dist, files, templates, diagnostics }
  compiled.set(dist, { stamp, result })
  return result
}

const complaint = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Runs WeChat's own compilers over a build and returns what they refuse: empty means accepted. */
export const checkWithWcc = (dist: string): string[] => {
  const names = listFiles(dist)
  const options = { maxBuffer: 64 * 1024 * 1024 }
  const errors: string[] = []
  try {
    wcc(dist, withEnding(names, '.wxml').map(withoutEnding), withEnding(names, '.wxs'), options)
  } catch (error) {
    errors.push(complaint(error))
  }
  const styles = wcsc(dist, withEnding(names, '.wxss').map(withoutEnding), options)
  // It hands its error back instead of throwing it; realms differ under jest, so ask the tag.
  if (Object.prototype.toString.call(styles) === '[object Error]') errors.push((styles as Error).message)
  return errors
}
