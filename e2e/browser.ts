import { existsSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser } from 'playwright-core'

// Nothing that asks the network, and nothing a container without a screen lacks.
const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
]

/** Starts the machine's own Chromium or Chrome; where there is none, the one that ships in an npm package. */
export const launchBrowser = async (): Promise<Browser> => {
  const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    path => path && existsSync(path),
  )
  if (installed) return playwright.launch({ executablePath: installed, args: flags })
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args, ...flags],
  })
}
