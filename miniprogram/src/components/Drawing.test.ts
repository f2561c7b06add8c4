import { readdirSync, readFileSync, statSync } from 'node:fs'
import { expect, test } from '@jest/globals'

const assets = 'miniprogram/src/assets/drawings'
const named = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name!).sort()

test('When a door has a drawing, then it is drawn, and nothing is drawn that no door can have', () => {
  const files = readdirSync(assets).map(file => file.replace('.svg', ''))
  const css = readFileSync('miniprogram/src/components/drawings.css', 'utf8')
  const list = readFileSync('miniprogram/src/components/Drawing.tsx', 'utf8')
  expect(named(css, /^\.drawing-(\w+) /gm)).toEqual(files.toSorted())
  expect(named(css, /drawings\/(\w+)\.svg/g)).toEqual(files.toSorted())
  expect(named(list.slice(0, list.indexOf('] as const')), /'(\w+)',/g)).toEqual(files.toSorted())
})

test('When all drawings are loaded, then they are small: a line in a stylesheet each', () => {
  for (const file of readdirSync(assets)) expect(statSync(`${assets}/${file}`).size).toBeLessThan(700)
})
