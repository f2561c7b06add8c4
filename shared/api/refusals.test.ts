import { describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { Refusal, refusalCodes } from './refusals.ts'

/** The codes in each file, as written there: module → codes. */
const written = readdirSync('shared', { recursive: true, encoding: 'utf8' })
  .filter(file => /(^|\/)refusals\.ts$/.test(file))
  .map(file => ({
    // What any module may answer stands with what gathers them.
    module: file.startsWith('api/') ? undefined : file.split('/')[0],
    codes: [...readFileSync(`shared/${file}`, 'utf8').matchAll(/^ {2}'([a-z]+\.\w+)': \[/gm)].map(
      ([, code]) => code,
    ),
  }))

describe('Refusals', () => {
  test('Each code of each module is known, once', () => {
    expect(written.length).toBeGreaterThan(1)
    expect(written.flatMap(({ codes }) => codes).sort()).toEqual([...refusalCodes].sort())
  })

  test('A module says no in its own name only', () => {
    for (const { module, codes } of written)
      if (module) for (const code of codes) expect(code).toMatch(new RegExp(`^${module}\\.`))
  })

  test.each(refusalCodes)('%s says what to do next', code => {
    const { status, message } = new Refusal(code)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(message).toMatch(/^.+。$/)
    // Most ask for something; a few say what else one can do, or from when or how much.
    expect(message).toMatch(/请|可以|才能|最早|最多|再|看看/)
  })
})
