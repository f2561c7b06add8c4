/** What is wrong with what somebody filled in, field by field. Pages need only this; the refusals' texts stay on the server. */

/** The `params` of a schema's own rule: what to change, as people read it. */
export const wrong = (text: string) => ({ wrong: text })

/** The part of a schema's complaint that we read; zod's issues have it. */
interface Issue {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly input?: unknown
  readonly origin?: string
  readonly minimum?: number | bigint
  readonly maximum?: number | bigint
  readonly divisor?: number
  readonly params?: Readonly<Record<string, unknown>> | undefined
}

const complaint = (issue: Issue): string => {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? '这里还没填'
        : `不能小于 ${issue.minimum}`
    case 'too_big':
      if (issue.origin === 'string') return `最多 ${issue.maximum} 个字`
      return issue.origin === 'array' ? `最多 ${issue.maximum} 项` : `不能大于 ${issue.maximum}`
    case 'invalid_type':
      return issue.input === undefined ? '这里还没填' : '这里填得不对，请重新填'
    case 'invalid_value':
      return '请从给出的选项里选一个'
    case 'not_multiple_of':
      return `请写 ${issue.divisor} 的倍数，比如 ${(issue.divisor ?? 1) * 4}`
    case 'custom':
      return typeof issue.params?.wrong === 'string' ? issue.params.wrong : '这里填得不对，请重新填'
    default:
      return '这里填得不对，请重新填'
  }
}

/** What to change, field by field; the page shows it beside the field, before or after asking the server. */
export const fieldComplaints = (issues: readonly Issue[]): Record<string, string> =>
  Object.fromEntries(issues.map(issue => [issue.path.map(String).join('.') || 'body', complaint(issue)]))
