import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'

const src = path.join(import.meta.dirname, '..')
const css = readFileSync(path.join(src, 'components/theme.css'), 'utf8')
const tokensIn = (text: string) =>
  Object.fromEntries([...text.matchAll(/--([\w-]+): (#\w{6});/g)].map(([, name, color]) => [name!, color!]))
const [first, dark, paper] = css.split('@media')
const light = tokensIn(first!)
const themes = { light, dark: { ...light, ...tokensIn(dark!) }, paper: { ...light, ...tokensIn(paper!) } }

/** WCAG 2.2: relative luminance, then (lighter + 0.05) / (darker + 0.05). */
const luminance = (color: string) => {
  const [r, g, b] = [1, 3, 5].map(at => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
const contrast = (one: string, other: string) => {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter! + 0.05) / (darker! + 0.05)
}

const texts: readonly (readonly [text: string, ...grounds: readonly string[]])[] = [
  ['ink', 'ground', 'card', 'quiet', 'accent-soft', 'warn-soft'],
  ['soft', 'ground', 'card'],
  ['quiet-ink', 'quiet'],
  ['on-accent', 'accent'],
  ['accent-dark', 'ground', 'card', 'accent-soft'],
  ['good', 'good-soft', 'card'],
  ['warn', 'warn-soft', 'card'],
]

describe.each(Object.entries(themes))('%s', (_, colors) => {
  test.each(texts.flatMap(([text, ...grounds]) => grounds.map(ground => [text, ground] as const)))(
    'When %s stands on %s, then it can be read',
    (text, ground) => expect(contrast(colors[text]!, colors[ground]!)).toBeGreaterThanOrEqual(4.5),
  )
  test('When something can be typed into, then its edge can be seen', () =>
    expect(contrast(colors.edge!, colors.card!)).toBeGreaterThanOrEqual(3))
})

test('When WeChat draws its own bars, then in the same colours', () => {
  const theme = JSON.parse(readFileSync(path.join(src, 'theme.json'), 'utf8')) as Record<
    'light' | 'dark',
    Record<string, string>
  >
  for (const name of ['light', 'dark'] as const) {
    const { bar, ground, soft, accent } = theme[name]
    const { card, ground: own, soft: ownSoft } = themes[name]
    expect([bar, ground, soft]).toEqual([card, own, ownSoft])
    expect(contrast(accent!, card!)).toBeGreaterThanOrEqual(4.5)
  }
})

test('When a style names a colour, then it is one of the theme’s, but for what is the same in the dark', () => {
  const sheets = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.css'))
  const own = sheets.flatMap(name =>
    /theme|print|qr/.test(name)
      ? []
      : [...readFileSync(path.join(src, name), 'utf8').matchAll(/#\w{6}\b/g)].map(
          ([color]) => `${path.basename(name)} ${color}`,
        ),
  )
  // The demo's button, and what is written over a picture or over a colour that a community chooses.
  expect(own.sort()).toEqual([
    'components.css #37506b',
    'components.css #ffffff',
    'components.css #ffffff',
    'components.css #ffffff',
    'map.css #ffffff',
  ])
})

test('When two modules style something, then under different names: in a browser all stylesheets hold at once', () => {
  const sheets = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.css'))
  const named = new Map<string, Set<string>>()
  for (const sheet of sheets) {
    const text = readFileSync(path.join(src, sheet), 'utf8').replace(/\/\*[\s\S]*?\*\/|url\([^)]*\)/g, '')
    for (const [, name] of text.matchAll(/\.([a-z][\w-]*)/g))
      named.set(name!, (named.get(name!) ?? new Set()).add(path.dirname(sheet)))
  }
  // What is of the kit may be refined by any of them.
  const shared = [...named].filter(([, folders]) => folders.size > 1 && !folders.has('components'))
  expect(shared).toEqual([])
})
