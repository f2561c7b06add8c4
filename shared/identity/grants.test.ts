import { expect, test } from '@jest/globals'
import { leadOf, type Role } from '../contract.ts'
import { sayRole } from './grants.ts'

const grant = (role: Role, scopeName: string) => ({
  ...{ id: 'g', role, scopeName, community: 'c', communityName: '幸福社区', scope: 's' },
  ...{ from: '2026-01-01T00:00:00.000Z', until: '2026-12-31T00:00:00.000Z' },
})

test('When it is a 组, then who leads it is a 组长; a 队 has a 队长', () => {
  expect(sayRole(grant('teamLead', '串门看望小组'))).toBe('串门看望小组组长')
  expect(sayRole(grant('teamLead', '助老队'))).toBe('助老队队长')
  expect(sayRole(grant('volunteer', '互助组'))).toBe('互助组志愿者')
  expect(sayRole(grant('communityStaff', '幸福社区'))).toBe('社区工作者')
  expect([leadOf('维修组'), leadOf('维修队'), leadOf(undefined)]).toEqual(['组长', '队长', '队长'])
})
