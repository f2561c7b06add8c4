/** Putting papers on file. What is there stays; what comes after archiving is an addition, dated and with a name. */
import type { mediation } from '../../shared/mediation/mediation.ts'
import { attach } from '../files/files.ts'
import { profilesOf } from '../people/people.ts'
import type { Handlers } from '../platform/serve.ts'
import { full } from './case-reply.ts'

export const filingHandlers: Handlers<Pick<typeof mediation, 'putOnFile'>> = {
  putOnFile: ({ item: what, files, ...tap }, ctx) =>
    full(ctx, 'putOnFile', tap, {
      async prepare(item) {
        if (files) await attach(ctx, files, item.id, { documents: true })
        const name = (await profilesOf(ctx, [ctx.who.id])).get(ctx.who.id)?.callName ?? ''
        return { onFile: [...(item.onFile ?? []), { what, at: ctx.now, by: ctx.who.id, name, files }] }
      },
    }),
}
