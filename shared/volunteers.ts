/** 志愿: teams and groups, shifts and activities, and the hours that come of both. */
import { module } from './contract.ts'
import { hourOperations } from './volunteers/hours.ts'
import { shiftOperations } from './volunteers/shifts.ts'
import { teamOperations } from './volunteers/teams.ts'

export const volunteers = module('volunteers', { ...teamOperations, ...shiftOperations, ...hourOperations })
