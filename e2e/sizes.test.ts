/** What a browser has to fetch: counted over the built pages, so that no machine is too slow for it. */
import { expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { distOf } from '../local/pages.ts'
import { launchBrowser } from './browser.ts'
import { front } from './people.ts'
import { visible } from './windows.ts'

const scripts = readdirSync(distOf('h5'), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.js'))
  .map(name => readFileSync(join(distOf('h5'), name)))

test('When all scripts are weighed, then they are no more than 2.5 MB', () => {
  expect(scripts.length).toBeGreaterThan(50) // each page has its own
  expect(scripts.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(2_500_000)
})

test('When the first page is opened, then its scripts are no more than 250 KB gzipped', async () => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    const fetched: Promise<Buffer>[] = []
    page.on('response', response => {
      if (response.request().resourceType() === 'script') fetched.push(response.body())
    })
    await page.goto(front())
    await visible(page, '演示').first().waitFor()
    const sizes = (await Promise.all(fetched)).map(script => gzipSync(script).length)
    expect(sizes.length).toBeGreaterThan(2)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(250_000)
  } finally {
    await browser.close()
  }
})
