import { expect, test } from '@jest/globals'
import type { DynamoDBRecord } from 'aws-lambda'
import { streamMappings } from './mappings.ts'

test('When serverless.yml is read, then papers is told of papers that wait and changes of everything', async () => {
  const mappings = new Map((await streamMappings()).map(mapping => [mapping.name, mapping]))
  expect([...mappings.keys()].sort()).toEqual(['changes', 'papers'])
  const image = (kind: string, state: string) => ({ kind: { S: kind }, state: { S: state } })
  const records: [DynamoDBRecord, boolean][] = [
    [{ eventName: 'INSERT', dynamodb: { NewImage: image('papers', 'waiting') } }, true],
    [{ eventName: 'MODIFY', dynamodb: { NewImage: image('papers', 'waiting') } }, true],
    [{ eventName: 'MODIFY', dynamodb: { NewImage: image('papers', 'making') } }, false],
    [{ eventName: 'INSERT', dynamodb: { NewImage: image('help', 'waiting') } }, false],
    [{ eventName: 'INSERT', dynamodb: { NewImage: { pk: { S: 'x' } } } }, false],
    [{ eventName: 'REMOVE', dynamodb: { OldImage: image('papers', 'waiting') } }, false],
  ]
  for (const [record, wanted] of records) {
    expect([record, mappings.get('papers')!.wants(record)]).toEqual([record, wanted])
    expect(mappings.get('changes')!.wants(record)).toBe(true)
  }
})
