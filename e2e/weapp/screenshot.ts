// node e2e/weapp/screenshot.ts <page url> <out.png> [persona] [api] [--full]
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { draw, frame } from './drawing.ts'
import { openPhone, type Phone } from './phone.ts'

type Options = { api?: string; full?: boolean }

/** Saves what is on a phone's screen now, as Chromium lays it out. `full` makes the phone as long as its page. */
export const photograph = async (phone: Phone, out: string, browser: Browser, options: Options = {}) => {
  const tab = await browser.newPage({ viewport: frame })
  await tab.setContent(draw(phone, options.api), { waitUntil: 'load' })
  if (options.full) {
    const page = tab.frames()[1]!
    const below = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)
    await tab.setViewportSize({ ...frame, height: frame.height + below })
  }
  await tab.screenshot({ path: out })
  await tab.close()
}

const usage = 'usage: node e2e/weapp/screenshot.ts <page url> <out.png> [persona] [api] [--full]'

const main = async (given: string[]) => {
  const full = given.includes('--full')
  const [url, out, persona = 'resident-1', api = 'http://127.0.0.1:3000'] = given.filter(
    one => one !== '--full',
  )
  if (!url || !out) throw new Error(usage)
  const dist =
    process.env.WEAPP_DIST ?? fileURLToPath(new URL('../../miniprogram/dist/weapp', import.meta.url))
  const phone = await openPhone({ dist, api, login: () => `demo:${persona}`, url })
  const browser = await launchBrowser()
  try {
    await photograph(phone, out, browser, { api, full })
    for (const error of phone.errors) console.error(error)
  } finally {
    await browser.close()
    phone.close()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2))
