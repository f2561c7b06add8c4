/**
 * What each function may do, as its role in serverless.yml says: in tests as on AWS, what it has no right to is refused
 * and what it needs is there. The table's rights are the same for all; it has no operation that would scan.
 */
import type { KMSClient } from '@aws-sdk/client-kms'
import type { S3Client } from '@aws-sdk/client-s3'
import { inServerlessYml } from '../../local/serverless.ts'

export const functionNames = ['api', 'files', 'changes', 'papers', 'clock'] as const
export type FunctionName = (typeof functionNames)[number]

interface Statement {
  readonly Action: string | readonly string[]
}
interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] }
}

/** The actions that a function's role allows, like `kms:Decrypt`. */
export const rightsOf = async (name: FunctionName): Promise<ReadonlySet<string>> => {
  const role = await inServerlessYml('functions', name, 'role')
  const policies = await inServerlessYml('resources', 'Resources', String(role), 'Properties', 'Policies')
  const statements = (policies as readonly Policy[]).flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
  return new Set(statements.flatMap(({ Action }) => Action))
}

/** Actions whose command in the SDK has another name. */
const actions: Readonly<Record<string, string>> = { ListObjectsV2: 'ListBucket' }

/** The client refuses as AWS would; `service`: as IAM calls it. */
export const allowOnly = <C extends KMSClient | S3Client>(
  client: C,
  service: 'kms' | 's3',
  rights: ReadonlySet<string>,
): C => {
  // The clients differ in the types of what they send, which nothing here looks at.
  const either = client as unknown as KMSClient
  either.middlewareStack.add(
    (next, context) => args => {
      const command = (context.commandName ?? '').replace(/Command$/, '')
      const action = `${service}:${actions[command] ?? command}`
      if (!rights.has(action))
        throw Object.assign(new Error(`its role does not allow ${action}`), { name: 'AccessDeniedException' })
      return next(args)
    },
    { step: 'initialize', name: 'rights' },
  )
  return client
}
