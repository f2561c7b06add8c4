import { existsSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { settings, switches } from '../community/community.ts'
import { kinds, moduleOf, pathOf } from './manifests.ts'

test('A matter is shown on the page its module says, and unknown kinds are of no other module', () => {
  expect(pathOf('case', 'a/b')).toBe('/mediation/case?id=a%2Fb')
  expect(pathOf('help', 'h1')).toBe('/help/detail?id=h1')
  expect(moduleOf('shift')).toBe('volunteers')
  expect(moduleOf('unheardOf')).toBe('unheardOf')
})

test.each([...kinds])('%s has its page', (_, { page }) => {
  expect(existsSync(`miniprogram/src/${page}.tsx`)).toBe(true)
})

test('What a community may leave out is offered once each, in this order', () => {
  const modules = [
    'help',
    'volunteers',
    'mediation',
    'households',
    'hazards',
    'wellbeing',
    'notices',
    'rolls',
    'suggestions',
  ]
  expect(switches.codes).toEqual([...modules, 'phoneBook', 'whoseIsIt'])
})

test('What came later is off in a community that has not chosen', () => {
  expect(settings.parse({}).on).toEqual(['help', 'volunteers', 'mediation', 'phoneBook', 'whoseIsIt'])
})
