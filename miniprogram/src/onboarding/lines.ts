/** What was found in a sheet, as lines to read. */
import { parts, type Outcome, type Standing } from '../../../shared/onboarding/onboarding.ts'

export const problemLines = ({ problems }: Outcome) =>
  problems.map(({ sheet, line, column, wrong, instead, wrote }) => ({
    key: `${sheet}${line}${column}`,
    name: `${sheet} 第${line}行 “${column}”`,
    note: `${wrong}${wrote ? `（写的是：${wrote}）` : ''}。${instead}`,
  }))

/** To be passed on in a chat. */
export const problemText = (outcome: Outcome) =>
  problemLines(outcome)
    .map(({ name, note }, i) => `${i + 1}. ${name}：${note}`)
    .join('\n')

const sayCount = ({ fresh, changed, same }: Outcome['counts'][number]) =>
  [fresh > 0 && `新登 ${fresh}`, changed > 0 && `改 ${changed}`, same > 0 && `原样 ${same}`]
    .filter(Boolean)
    .join(' · ')

export const countLines = ({ counts }: Outcome) =>
  counts.map(count => ({ name: parts.text[count.of], value: sayCount(count) }))

export const remarkLines = ({ remarks }: Outcome) =>
  remarks.map(({ sheet, line, text }) => `${sheet} 第${line}行：${text}`)
export const missingLines = ({ missing }: Outcome) =>
  missing.map(({ of, name }) => `${parts.text[of]}：${name}`)

export const sayStage = (stage: Standing['stage'], percent: number) =>
  stage === 'checking'
    ? '正在检查，一般一会儿就好。'
    : `正在登记 ${percent}%。可以先做别的，关掉也会接着登完。`
