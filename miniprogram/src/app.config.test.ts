import { readdir } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { pagesIn } from '../config/pages.ts'

type Listed = {
  readonly pages: readonly string[]
  readonly subPackages: readonly { readonly root: string; readonly pages: readonly string[] }[]
}

test('the pages that are declared are those that are there', async () => {
  Object.assign(globalThis, {
    defineAppConfig: (config: Listed) => config,
    MULIN_PAGES: pagesIn(import.meta.dirname),
  })
  const { default: config } = (await import('./app.config.ts')) as { default: Listed }
  const listed = [
    ...config.pages,
    ...config.subPackages.flatMap(({ root, pages }) => pages.map(page => `${root}/${page}`)),
  ]
  const files = await readdir(import.meta.dirname, { recursive: true })
  const modules = files.filter(file => /^[^/]+\/pages\.ts$/.test(file) && !file.startsWith('platform/'))
  const declared = await Promise.all(
    modules.map(async file => {
      const { pages } = (await import(`./${file}`)) as { readonly pages: object }
      return Object.keys(pages).map(name => file.replace('pages.ts', name))
    }),
  )
  expect(declared.flat().sort()).toEqual([...listed].sort())
  expect(listed.map(page => `${page}.config.ts`).sort()).toEqual(
    files.filter(file => /\/.*\.config\.ts$/.test(file)).sort(),
  )
  expect(files).toEqual(expect.arrayContaining(listed.map(page => `${page}.tsx`)))
  expect(config.pages[0]).toBe('home/home')
})
