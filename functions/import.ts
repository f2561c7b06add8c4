/**
 * By hand, with the rights of who deploys: `npm run import -- FILE --community ID [--name 社区名] [--check]`. The same check and
 * the same writes as on the page 建档, and it may name the first staff of a community. MULIN_TABLE, MULIN_KMS_KEY and the region
 * say where; without them it is the system that `npm start` runs on this machine.
 */
/* eslint-disable no-restricted-globals, no-console -- a command, not a function */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parts, type Outcome } from '../shared/onboarding/onboarding.ts'
import { saveSettings, scopesNow } from './community/community.ts'
import { carrySheet } from './onboarding/onboarding-papers.ts'
import { openEffects, type SignedIn } from './platform/context.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    community: { type: 'string' },
    name: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
})
const { community = '', name, check } = values
const [file] = positionals
if (!file || !/^[a-z0-9]{1,20}$/.test(community))
  throw new Error('which sheet, and for which community: npm run import -- FILE --community ID')

const say = ({ unreadable, problems, remarks, counts, missing }: Outcome) => {
  if (unreadable) console.log(unreadable)
  for (const { sheet, line, column, wrong, instead } of problems)
    console.log(`${sheet} 第${line}行 ${column}：${wrong}。${instead}`)
  for (const { of, fresh, changed, same } of counts)
    console.log(`${parts.text[of]}：新登 ${fresh}，改 ${changed}，原样 ${same}`)
  if (remarks.length) console.log(`没登的 ${remarks.length} 处：`)
  for (const { sheet, line, text } of remarks) console.log(`  ${sheet} 第${line}行：${text}`)
  if (missing.length) console.log(`在册、表里没有的 ${missing.length} 个，都还在。`)
}

const effects = openEffects()
const ctx: SignedIn = {
  ...{ ...effects, now: effects.now() },
  who: { id: 'import', actsFor: [], grants: [{ role: 'communityStaff', community, scope: community }] },
}
const bytes = await readFile(file)
const carry = (write: boolean) =>
  carrySheet(ctx, bytes, { community, write, staffToo: true, progress: async () => undefined })

const found = await carry(false)
say(found)
if (found.unreadable || found.problemCount > 0) process.exitCode = 1
else if (!check) {
  if (name && (await scopesNow(ctx, community)).length === 0)
    await saveSettings(ctx.table, community, { name })
  say(await carry(true))
  console.log('登记好了。')
}
