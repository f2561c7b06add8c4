/** 志愿: teams and groups, shifts and activities, and the hours that come of both. */
import { module } from '../contract.ts'
import { hourOperations } from './hours.ts'
import { shiftOperations } from './shifts.ts'
import { teamOperations } from './teams.ts'

export const volunteers = module('volunteers', { ...teamOperations, ...shiftOperations, ...hourOperations })
