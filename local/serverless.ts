import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { inRoot } from './paths.ts'
import { isObject } from './stand-in.ts'

/** What stands at this place of serverless.yml; undefined where there is nothing. */
export async function inServerlessYml(...path: string[]): Promise<unknown> {
  // CloudFormation's tags (!Sub, !GetAtt) are unknown to the parser; it leaves their values as they are.
  const yml: unknown = parse(await readFile(inRoot('serverless.yml'), 'utf8'), {
    logLevel: 'silent',
    merge: true,
  })
  return path.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), yml)
}
