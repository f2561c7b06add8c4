/** The parts that settings of several modules are made of. */
import * as z from 'zod/mini'
import type { Choice } from './choice.ts'
import { wrong } from './complaints.ts'
import { text } from './contract.ts'

export const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
export const minutes = z.int().check(z.minimum(1), z.maximum(60 * 24 * 30))
/** Days of the calendar, not of duty. */
export const days = z.int().check(z.minimum(1), z.maximum(365))
/** A day in Shanghai. */
const day = z.iso.date()

/** Monday is 1, Sunday is 7. */
export const everyDay = [1, 2, 3, 4, 5, 6, 7]

export const dutyHours = z
  .object({
    from: clock,
    to: clock,
    weekdays: z._default(
      z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7)),
      everyDay,
    ),
    /** Holidays, and the days worked in exchange for them, as the State Council announces them each year. */
    closedOn: z._default(z.array(day).check(z.maxLength(120)), []),
    openOn: z._default(z.array(day).check(z.maxLength(120)), []),
  })
  .check(z.refine(({ from, to }) => from < to, { path: ['to'], params: wrong('要比开始晚，比如 17:00') }))
export type DutyHours = z.output<typeof dutyHours>

/** The columns of a table that staff take out, and what each holds. */
export const columns = <Field extends string>(fields: Choice<Field>) =>
  z.array(z.object({ title: text(20), of: fields.schema })).check(z.minLength(1), z.maxLength(30))
