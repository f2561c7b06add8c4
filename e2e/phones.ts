/** People with WeChat: each a phone of their own that runs the real weapp build over the real bundle. */
import { afterEach, expect } from '@jest/globals'
import { distOf } from '../local/pages.ts'
import { api } from './people.ts'
import { openPhone, type Phone, type PhoneSettings } from './weapp/phone.ts'

const phones: Phone[] = []
/** For a test file: the phones are closed after each story, and none of them has met an error. */
export const openPhones = () =>
  afterEach(() => {
    const problems = phones.splice(0).flatMap(phone => {
      phone.close()
      return phone.errors
    })
    expect(problems).toEqual([])
  })

/** This demo person's phone, just opened. */
export const phoneOf = async (
  persona: string,
  settings: Pick<PhoneSettings, 'answers' | 'openTypes' | 'url'> = {},
) => {
  const phone = await openPhone({
    dist: distOf('weapp'),
    api: api(),
    login: () => `demo:${persona}`,
    ...settings,
  })
  phones.push(phone)
  return phone
}
