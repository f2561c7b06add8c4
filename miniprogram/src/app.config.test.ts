import { readdir } from 'node:fs/promises'
import { expect, test } from '@jest/globals'

type Listed = {
  readonly pages: readonly string[]
  readonly subPackages: readonly { readonly root: string; readonly pages: readonly string[] }[]
}

test('the pages that are declared are those that are there', async () => {
  Object.assign(globalThis, { defineAppConfig: (config: Listed) => config })
  const { default: config } = (await import('./app.config.ts')) as { default: Listed }
  const listed = [
    ...config.pages,
    ...config.subPackages.flatMap(({ root, pages }) => pages.map(page => `${root}/${page}`)),
  ]
  const files = await readdir(import.meta.dirname, { recursive: true })
  const there = files.filter(file => /\/.*\.config\.ts$/.test(file))
  expect(listed.map(page => `${page}.config.ts`).sort()).toEqual(there.sort())
  expect(files).toEqual(expect.arrayContaining(listed.map(page => `${page}.tsx`)))
})
