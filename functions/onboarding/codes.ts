/** Codes to hang up, in A4: a large one on a page of its own, or small ones to cut out. */
import { sceneOf, type DoorCode } from '../../shared/identity/homes.ts'
import { picture, pdf, pictures, paragraph, title, together, type Block } from '../platform/pdf.ts'
import type { Ctx } from '../platform/context.ts'

/** A code that is printed: the page of the mini-program that it opens, with what, and what people read around it. */
export interface Code {
  readonly page: string
  readonly scene: string
  readonly title: string
  readonly lines: readonly string[]
}

/** WeChat draws so many at once without complaint. */
const atOnce = 4

/** As WeChat draws them, in the order asked. */
const drawn = async (
  ctx: Pick<Ctx, 'wechat'>,
  codes: readonly Code[],
  progress: (percent: number) => Promise<void>,
) => {
  const all: Buffer[] = []
  for (let at = 0; at < codes.length; at += atOnce) {
    all.push(
      ...(await Promise.all(
        codes.slice(at, at + atOnce).map(({ page, scene }) => ctx.wechat.pageCode(page, scene)),
      )),
    )
    await progress((at * 90) / codes.length)
  }
  return all
}

interface Sheets {
  readonly name: string
  readonly madeAt: string
  readonly small: boolean
  readonly progress: (percent: number) => Promise<void>
}

/** Printed: one on a page, or twelve. */
export const codeSheets = async (
  ctx: Pick<Ctx, 'wechat'>,
  codes: readonly Code[],
  { small, progress, ...about }: Sheets,
) => {
  const images = await drawn(ctx, codes, progress)
  const large = (code: Code, i: number): Block[] => [
    together(240),
    title(code.title),
    picture(images[i]!, 120),
    ...code.lines.map(line => paragraph(line, { size: 16, align: 'center' as const })),
  ]
  const blocks = small
    ? [
        pictures(
          codes.map(({ title }, i) => ({ bytes: images[i]!, text: title })),
          3,
          4,
        ),
      ]
    : codes.flatMap(large)
  return pdf({ ...about, blocks })
}

/** 登记住处, with the door filled in. */
export const doorCode = (communityName: string, where: string, door: DoorCode): Code => ({
  ...{ page: 'identity/home', scene: sceneOf(door), title: where },
  lines: [
    '用微信扫一扫，登记您住在这里',
    '登记好了，可以请人帮忙、找人说和、看社区通知',
    '扫码只填门牌，要社区核对过才算数',
    communityName,
  ],
})

interface Station {
  readonly id: string
  readonly name: string
  readonly place: string
}

/** 驿站: whom to turn to, and a word for the community, also without a name. */
export const stationCode = (
  communityName: string,
  community: string,
  { id, name, place }: Station,
): Code => ({
  ...{ page: 'suggestions/station', scene: `${community}.${id}`, title: name },
  lines: [
    '用微信扫一扫：找组织、说个建议、要人帮',
    '说建议可以不写名字，凭码查回音',
    [communityName, place].filter(Boolean).join(' · '),
  ],
})
