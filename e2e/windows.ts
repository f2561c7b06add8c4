/** People at their windows: each a phone-sized browser of their own, chosen in the panel of demo people. */
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { inRoot } from '../local/paths.ts'
import { launchBrowser } from './browser.ts'
import { front, nameOf } from './people.ts'

let browser: Browser
const problems: string[] = []
const shots = inRoot('.local/shots')
/** For a test file: one browser for all its stories, and no story with an error in any window. */
export const openBrowser = () => {
  beforeAll(async () => {
    mkdirSync(shots, { recursive: true })
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  afterEach(() => expect(problems.splice(0)).toEqual([]))
}

/** A window as large as the screen it is on, as this demo person: chosen in the panel, as anyone would. */
export const windowOn = async (screen: BrowserContextOptions, persona: string) => {
  const context = await browser.newContext(screen)
  const page = await context.newPage()
  page.on('pageerror', error => problems.push(`${persona}: ${error.message}`))
  page.on('console', message => {
    // A refusal is logged by the browser as a failed load; the page shows it, which the story looks at.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      problems.push(`${persona}: ${message.text()}`)
  })
  await page.goto(front())
  await tap(page, '演示')
  await page.locator('.sheet:visible input, input:visible').last().fill(persona)
  // The note beside the name ends with the persona's id; lead-1 is not lead-15.
  await page.locator('.demo-person:visible', { hasText: new RegExp(`· ${persona}$`) }).click()
  await page.locator('.greeting:visible', { hasText: await nameOf(persona) }).waitFor()
  return page
}

const phone = { viewport: { width: 390, height: 844 } }
export const windowOf = (persona: string) => windowOn(phone, persona)

export const visible = (page: Page, text: string) => page.getByText(text).locator('visible=true')
export const tap = async (page: Page, text: string) => {
  const exact = page.getByText(text, { exact: true }).locator('visible=true').last()
  await exact.click({ timeout: 10_000 }).catch(async (error: unknown) => {
    await shoot(page, 'failed')
    throw error
  })
}
export const write = (page: Page, placeholder: string, text: string) =>
  page.locator(`input[placeholder="${placeholder}"]:visible`).last().fill(text)
export const row = (page: Page, text: string) =>
  page.locator('.row:visible', { hasText: text }).last().click()
export const see = (page: Page, text: string) => visible(page, text).first().waitFor({ timeout: 15_000 })
export const shoot = (page: Page, name: string) => page.screenshot({ path: `${shots}/${name}.png` })
export const home = (page: Page) => page.goto(front())
