/** The pages that are there: a module brings its pages by their files, each with a `.config.ts`. */
import { readdirSync } from 'node:fs'
import path from 'node:path'

/** Folder → the names of the pages in it. */
export const pagesIn = (src: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    readdirSync(src, { withFileTypes: true }).flatMap(entry => {
      if (!entry.isDirectory()) return []
      const files = readdirSync(path.join(src, entry.name)).sort()
      const pages = files.flatMap(file => /^(.+)\.config\.ts$/.exec(file)?.[1] ?? [])
      return pages.length > 0 ? [[entry.name, pages]] : []
    }),
  )
