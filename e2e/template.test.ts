/** What is deployed, as CloudFormation gets it: each promise of the README about production is looked up in it. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from '../local/paths.ts'

interface Resource {
  readonly Type: string
  readonly Condition?: string
  readonly DependsOn?: string | readonly string[]
  readonly DeletionPolicy?: string
  readonly Properties: Readonly<Record<string, unknown>>
}

interface Policy {
  readonly PolicyDocument: {
    readonly Statement: readonly {
      readonly Action: string | readonly string[]
      readonly Condition?: object
    }[]
  }
}

let resources: Readonly<Record<string, Resource>>
let conditions: Readonly<Record<string, unknown>>
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mulin-package-'))
  const domain = { MULIN_DOMAIN: 'mulin.example.cn', MULIN_CERTIFICATE: 'arn:of:certificate' }
  const env = { ...process.env, ...domain, MULIN_BUNDLES: join(folder, 'bundles') }
  const args = ['package', '--stage', 'prod', '--package', folder]
  const { status, stderr } = spawnSync(inRoot('node_modules/.bin/osls'), args, { cwd: inRoot('.'), env })
  if (status !== 0) throw new Error(String(stderr))
  const file = await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8')
  const template = JSON.parse(file) as {
    readonly Resources: typeof resources
    readonly Conditions: typeof conditions
  }
  resources = template.Resources
  conditions = template.Conditions
}, 180_000)

const of = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type)
const properties = (name: string) => resources[name]!.Properties

describe('When the service is packaged for production', () => {
  test('then the table and the files outlive the stack, and nothing stands in the way of another one', () => {
    for (const name of ['Table', 'Files', 'DataKey']) expect(resources[name]!.DeletionPolicy).toBe('Retain')
    const table = properties('Table')
    expect(table).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
    })
    expect(table).not.toHaveProperty('TableName')
    expect(properties('Files')).not.toHaveProperty('BucketName')
  })

  test('then the bucket is closed to the world and to plain HTTP', () => {
    expect(properties('FilesByTlsOnly')).toMatchObject({
      PolicyDocument: {
        Statement: [
          { Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        ],
      },
    })
    expect(properties('Files')).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
    })
  })

  test('then every route has a limit, and the log of the door holds neither addresses nor paths', () => {
    const { DefaultRouteSettings, RouteSettings, AccessLogSettings } = properties('HttpApiStage') as {
      readonly DefaultRouteSettings: object
      readonly RouteSettings: Readonly<Record<string, object>>
      readonly AccessLogSettings: { readonly Format: string }
    }
    const number = expect.any(Number) as unknown
    const limits = { ThrottlingBurstLimit: number, ThrottlingRateLimit: number }
    expect(DefaultRouteSettings).toMatchObject(limits)
    const routes = of('AWS::ApiGatewayV2::Route').map(([, route]) => route.Properties.RouteKey)
    for (const [route, settings] of Object.entries(RouteSettings)) {
      expect(routes).toContain(route)
      expect(settings).toMatchObject(limits)
    }
    const dependsOn = [resources.HttpApiStage!.DependsOn ?? []].flat()
    for (const [name, route] of of('AWS::ApiGatewayV2::Route'))
      if (String(route.Properties.RouteKey) in RouteSettings) expect(dependsOn).toContain(name)
    expect(AccessLogSettings.Format).not.toMatch(/sourceIp|userAgent|context\.path|authorizer|identity/)
    for (const [, group] of of('AWS::Logs::LogGroup')) expect(group.Properties.RetentionInDays).toBe(180)
  })

  test('then the pages for browsers come from the same domain, by a function that reaches nothing', async () => {
    const routes = of('AWS::ApiGatewayV2::Route').map(([, route]) => route.Properties.RouteKey)
    expect(routes).toEqual(expect.arrayContaining(['GET /', 'GET /{proxy+}']))
    const { Policies } = properties('PagesRole') as { readonly Policies: readonly { PolicyName: string }[] }
    expect(Policies.map(({ PolicyName }) => PolicyName)).toEqual(['logs'])
    const bytes = await readFile(join(folder, 'pages.zip'))
    expect(bytes.includes('miniprogram/dist/h5/index.html')).toBe(true)
  })

  test('then a domain is there only where one is named, speaks no old TLS, and is the only way in', () => {
    const { DomainNameConfigurations } = properties('Domain')
    expect(DomainNameConfigurations).toEqual([
      { CertificateArn: 'arn:of:certificate', EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' },
    ])
    expect(properties('DomainMapping')).toMatchObject({
      ...{ ApiId: { Ref: 'HttpApi' }, DomainName: { Ref: 'Domain' }, Stage: '$default' },
    })
    for (const name of ['Domain', 'DomainMapping']) expect(resources[name]!.Condition).toBe('HasDomain')
    expect(properties('HttpApi').DisableExecuteApiEndpoint).toEqual({ 'Fn::If': ['HasDomain', true, false] })
    expect(conditions.HasDomain).toEqual({ 'Fn::Not': [{ 'Fn::Equals': ['mulin.example.cn', ''] }] })
  })

  test('then what cannot be followed is kept, for every reader of the stream', () => {
    const readers = of('AWS::Lambda::EventSourceMapping')
    expect(readers).toHaveLength(2)
    for (const [, reader] of readers)
      expect(reader.Properties.DestinationConfig).toEqual({
        OnFailure: { Destination: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } },
      })
  })

  test('then an alarm looks at every function and every index, and somebody is told', () => {
    const alarms = of('AWS::CloudWatch::Alarm')
    for (const [, alarm] of alarms) expect(alarm.Properties.AlarmActions).toEqual([{ Ref: 'Alarms' }])
    const watched = JSON.stringify([properties('FunctionThrottles'), properties('TableThrottles')])
    for (const [, { Properties }] of of('AWS::Lambda::Function'))
      expect(watched).toContain(`"${String(Properties.FunctionName)}"`)
    const { GlobalSecondaryIndexes: indexes } = properties('Table') as {
      readonly GlobalSecondaryIndexes: readonly { readonly IndexName: string }[]
    }
    for (const { IndexName } of indexes) expect(watched).toContain(`"${IndexName}"`)
  })

  test('then people on duty hear when WeChat refuses what only they can mend, whichever function asked', () => {
    const filters = of('AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties)
    const groups = filters.map(({ LogGroupName }) => (LogGroupName as { readonly Ref: string }).Ref)
    expect(groups.sort()).toEqual(['ApiLogGroup', 'ChangesLogGroup', 'ClockLogGroup', 'PapersLogGroup'])
    const { Namespace, MetricName } = properties('WeChatRefuses')
    for (const { FilterPattern, MetricTransformations } of filters) {
      expect(FilterPattern).toBe('{ $.message = "WeChat refuses us" }')
      expect(MetricTransformations).toMatchObject([{ MetricNamespace: Namespace, MetricName }])
    }
    for (const group of groups) expect(resources).toHaveProperty(group)
  })

  test('then each function has a role of its own, and no role may scan or do everything', () => {
    const roles = of('AWS::Lambda::Function').map(([, { Properties }]) => JSON.stringify(Properties.Role))
    expect(new Set(roles).size).toBe(roles.length)
    const statements = of('AWS::IAM::Role').flatMap(([, { Properties }]) =>
      (Properties.Policies as readonly Policy[]).flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
    )
    for (const { Action, Condition } of statements) {
      const text = [Action].flat().join()
      expect(text).not.toMatch(/\*|dynamodb:Scan/)
      // A key of personal fields is asked for by its owner's name only.
      if (text.includes('kms:'))
        expect(Condition).toEqual({ Null: { 'kms:EncryptionContext:owner': 'false' } })
    }
    expect(statements.filter(({ Condition }) => Condition)).toHaveLength(4)
  })

  test('then no package carries maps or sources', async () => {
    const packages = (await readdir(folder)).filter(name => name.endsWith('.zip'))
    expect(packages).toHaveLength(6)
    for (const name of ['api.zip', 'changes.zip', 'clock.zip', 'pages.zip']) {
      const bytes = await readFile(join(folder, name))
      expect(bytes.includes('.map')).toBe(false)
      if (name !== 'pages.zip') expect((await stat(join(folder, name))).size).toBeLessThan(600_000)
    }
  })
})
