/** 卷宗: cover, list of contents, the papers that apply, photos, and a last page that says what is missing. */
import { isDocument, isPicture, isVoice } from '../../../shared/files/files.ts'
import { bytesIn, filesIn, type FileInfo } from '../../files/files.ts'
import type { Ctx } from '../../platform/context.ts'
import { photo, bundle, type Part } from '../../platform/pdf-bundle.ts'
import { facts, paragraph, pdf, prose, seal, title, type Block } from '../../platform/pdf.ts'
import { inPieces, within } from '../../platform/pictures.ts'
import { timelineOf } from '../../platform/timeline.ts'
import { agreementForm } from './agreement-form.ts'
import { namesOf, resultOf, type OnPaper } from './case-on-paper.ts'
import { confirmationOnPaper, dossierOnPaper, sayDay } from '../case-paper-words.ts'
import { dossierOf, type InDossier } from '../dossier.ts'
import { followUpRecord } from './follow-up-record.ts'
import { oralAgreement } from './oral-form.ts'
import { recordToPrint } from '../record-frame.ts'
import { recordStatesOf } from '../record-store.ts'
import { registerForm } from './register-form.ts'
import { rightsNotice } from './rights-notice.ts'
import { sessionRecord } from './session-record.ts'
import { isAddition } from '../case-store.ts'
import { elsewheres } from '../../../shared/mediation/reply.ts'

/** All photos together: with the papers, it still goes into one answer of Lambda. */
const mostPhotoBytes = 3_600_000
/** With more of them nothing could be made out any more. */
const mostPhotos = 90

// ---- photos ----

/** The pieces of each: more than one of a long screenshot. */
type Photos = ReadonlyMap<string, readonly Buffer[]>

/** Small ones leave their room to the others. */
const photosOf = async (
  ctx: Ctx,
  files: readonly FileInfo[],
  progress: (percent: number) => Promise<void>,
): Promise<Photos> => {
  const photos = new Map<string, Buffer[]>()
  let left = mostPhotoBytes
  const bySize = [...files].sort((a, b) => a.size - b.size).slice(0, mostPhotos)
  for (const [i, file] of bySize.entries()) {
    const bytes = await bytesIn(ctx, file)
    const fitting = bytes && (await within(bytes, left / (bySize.length - i)))
    if (fitting) photos.set(file.id, await inPieces(fitting))
    left -= fitting?.length ?? 0
    await progress((i * 80) / bySize.length)
  }
  return photos
}

/** Each a page, or one for each of its pieces, with whose it is; undefined where there are none. */
const pages = (
  photos: Photos,
  shown: readonly { readonly file: string; readonly name: string }[],
): Block[] | undefined => {
  const there = shown.filter(({ file }) => photos.has(file))
  return there.length
    ? there.flatMap(({ file, name }, i) =>
        photos.get(file)!.map((piece, k, pieces) => {
          const part = pieces.length > 1 ? `，分 ${pieces.length} 页，这是第 ${k + 1} 页` : ''
          return photo(piece, `${name}（第 ${i + 1} 张，共 ${there.length} 张${part}）`)
        }),
      )
    : undefined
}

const missing = (ids: readonly string[], photos: Photos, files: readonly FileInfo[] = []) => {
  const [voices, documents] = [isVoice, isDocument].map(is => files.filter(({ type }) => is(type)).length)
  const absent = ids.filter(id => !photos.has(id)).length - voices! - documents!
  const notes = [
    ...(voices ? [`另有录音 ${voices} 段，在系统里听`] : []),
    ...(documents ? [`另有 PDF ${documents} 份，在系统里打开，单独打印`] : []),
    ...(absent ? [`另有照片 ${absent} 张没放进来，在系统里看`] : []),
  ]
  return notes.join('；') || undefined
}

// ---- pages of its own ----

const cover = ({ item, committee, number, kind, parties, mediator }: OnPaper): Block[] => {
  const last = item.sessions.at(-1)
  const [from, to] = [item.sessions[0]?.fromAt ?? item.acceptedAt, item.effectiveOn ?? last?.fromAt]
  return [
    paragraph('\n\n'),
    paragraph(committee, { size: 18, align: 'center' }),
    paragraph('\n'),
    title('人民调解卷宗'),
    paragraph('\n\n'),
    facts([
      [['卷名', `${namesOf(parties)}${kind}`]],
      [['卷号', number]],
      [['调解员', mediator]],
      [['调解日期', from && `${sayDay(from)}至${to ? sayDay(to) : ''}`]],
      [['调解结果', resultOf(item)]],
      [['立卷人'], ['立卷日期']],
      [['保管期限'], ['备注']],
    ]),
  ]
}

const whereTo = ({ item, details }: OnPaper) =>
  item.elsewhere && `已告知当事人可以找${elsewheres.text[item.elsewhere]}。${details.elsewhere ?? ''}`

const account = (paper: OnPaper, dossier: readonly InDossier[], extended: boolean): Block[] => {
  const { item, details, committee } = paper
  const lacks = dossier.filter(({ has, needed }) => needed && !has)
  return [
    title('卷宗情况说明'),
    prose(`本卷调解结果：${resultOf(item)}。`),
    ...(extended ? [prose(`经当事人同意，调解期限延长到${sayDay(item.dueBy!)}。`)] : []),
    ...(whereTo(paper) ? [prose(whereTo(paper)!)] : []),
    ...(item.confirmation
      ? [
          prose(
            `司法确认：${confirmationOnPaper[item.confirmation]}${details.rulingNumber ? `（${details.rulingNumber}）` : ''}。`,
          ),
        ]
      : []),
    prose(
      lacks.length
        ? `还缺：${lacks.map(each => dossierOnPaper[each.item]).join('、')}。补齐后请重新打印。`
        : '应有的材料都已在卷。',
    ),
    prose(`本卷于${sayDay(paper.madeAt)}打印。`),
    seal(committee, [['立卷人（签名）'], ['检查人（签名）'], ['日期']]),
  ]
}

/** 封底: how many pages there are, and who bound and checked it. Originals are counted by hand. */
const back = (): Block[] => [
  title('卷内备考表'),
  // The last page of the file.
  sheet =>
    facts([
      [['本卷打印', `共 ${sheet.page} 页（含封面、目录、封底）`]],
      [['另附原件', '＿＿＿ 页']],
      [['本卷情况', '\n\n\n\n\n\n']],
      [['立卷人'], ['检查人']],
      [
        ['立卷时间', '＿＿＿＿年＿＿月＿＿日'],
        ['检查时间', '＿＿＿＿年＿＿月＿＿日'],
      ],
    ])(sheet),
]

// ---- the file ----

const recordName = '人民调解记录'

/** One for each session that has one. */
const recordParts = async (ctx: Ctx, item: OnPaper['item']): Promise<Part[]> => {
  const states = [...(await recordStatesOf(ctx, item))]
  return Promise.all(
    states.map(async ([session, state]) => ({
      name: states.length > 1 ? `${recordName}（第${session}次）` : recordName,
      blocks: sessionRecord(await recordToPrint(ctx, item, session)),
      note: state === 'signed' ? undefined : '没有签全，原件另附',
    })),
  )
}

export const caseFile = async (
  ctx: Ctx,
  paper: OnPaper,
  progress: (percent: number) => Promise<void>,
): Promise<Buffer> => {
  const { item, details, parties } = paper
  const [dossier, timeline, records] = await Promise.all([
    dossierOf(ctx, item),
    timelineOf(ctx.table, item),
    recordParts(ctx, item),
  ])
  const extended = timeline.some(({ move }) => move === 'extend')
  const lacks = (name: InDossier['item']) => {
    const { has, needed } = dossier.find(each => each.item === name)!
    return needed && !has ? '缺' : undefined
  }
  const [evidence, scan] = [item.evidence?.map(({ file }) => file) ?? [], item.scan ?? []]
  const kept = (item.onFile ?? []).flatMap(({ files = [] }) => files)
  const ruling = item.ruling?.files ?? []
  const files = await filesIn(ctx, [...evidence, ...scan, ...kept, ...ruling], item.id)
  const photos = await photosOf(
    ctx,
    files.filter(({ type }) => isPicture(type)),
    progress,
  )
  const nameOf = (by: string) => parties.find(({ key }) => key === by)?.name ?? '调解室'
  const brought = (item.evidence ?? []).map(({ file, by }) => ({ file, name: `证据材料，${nameOf(by)}提供` }))
  const filed = (item.onFile ?? []).map(each => ({ ...each, late: isAddition(item, each) }))
  const nameOfFiled = ({ what, late, name, at }: (typeof filed)[number]) =>
    `${dossierOnPaper[what]}${late ? '，归档后补' : ''}，${name}${sayDay(at)}`
  /** Photographed, or in the paper file as somebody has said. */
  const filedPart = (name: string, late: boolean): Part[] => {
    const those = filed.filter(each => each.late === late)
    const shown = those.flatMap(each => (each.files ?? []).map(file => ({ file, name: nameOfFiled(each) })))
    const said = those.map(each => `${nameOfFiled(each)}：${each.files ? '照片在后面' : '原件在纸质卷'}。`)
    const notes = late ? (details.notes ?? []).filter(each => isAddition(item, each)) : []
    const words = notes.map(({ at, name, text }) => `${name}${sayDay(at)}补充：${text}`)
    const all = [...said, ...words]
    if (!all.length) return []
    const blocks = [title(name), ...all.map(each => prose(each)), ...(pages(photos, shown) ?? [])]
    return [
      {
        name,
        blocks,
        note: missing(
          shown.map(({ file }) => file),
          photos,
          files,
        ),
      },
    ]
  }
  const agents = parties.filter(({ agent }) => agent)
  const agreed = (details.terms?.length ?? 0) > 0 && item.oral !== undefined
  const parts: Part[] = [
    { name: '人民调解受理登记表', blocks: registerForm(paper), note: lacks('register') },
    {
      name: '权利义务告知书',
      blocks: rightsNotice(paper),
      note: lacks('rights') && '缺：各方签了字的原件或照片',
    },
    { name: '身份证明', note: lacks('identity') ? '缺：请核对证件' : undefined },
    ...(agents.length ? [{ name: '授权委托书', note: '原件另附' }] : []),
    ...(evidence.length
      ? [
          {
            name: '证据材料',
            blocks: pages(photos, brought),
            note: missing(evidence, photos, files),
          },
        ]
      : []),
    ...(records.length ? records : [{ name: recordName, note: lacks('record') && '缺：还没有记录' }]),
    ...(agreed
      ? [
          item.oral
            ? { name: '口头协议登记表', blocks: oralAgreement(paper) }
            : {
                name: '人民调解协议书',
                blocks: agreementForm(paper),
                note: lacks('agreement') && '缺：签字、盖章或照片没齐',
              },
        ]
      : [{ name: '人民调解协议书', note: lacks('agreement') ? '缺：还没有协议' : '没有达成协议' }]),
    ...(scan.length
      ? [
          {
            name: '签字盖章的协议书（照片）',
            blocks: pages(
              photos,
              scan.map(file => ({ file, name: '签字盖章的协议书' })),
            ),
            note: missing(scan, photos),
          },
        ]
      : []),
    ...(lacks('performance') ? [{ name: '履行凭证', note: '缺' }] : []),
    ...(item.followUps.length || lacks('followUp')
      ? [
          {
            name: '人民调解回访记录',
            blocks: item.followUps.length ? followUpRecord(paper) : undefined,
            note: lacks('followUp') && '缺：该回访了',
          },
        ]
      : []),
    ...(item.confirmation && item.confirmation !== 'notWanted'
      ? [
          {
            name: '司法确认材料',
            blocks: pages(
              photos,
              ruling.map(file => ({ file, name: '人民法院民事裁定书' })),
            ),
            note:
              missing(ruling, photos) ?? lacks('confirmation') ?? (ruling.length ? undefined : '原件另附'),
          },
        ]
      : []),
    ...filedPart('归卷材料', false),
    { name: '卷宗情况说明', blocks: account(paper, dossier, extended) },
    ...filedPart('归档后补的材料', true),
    { name: '封底（卷内备考表）', blocks: back() },
  ]
  await progress(85)
  return pdf({
    name: '人民调解卷宗',
    number: paper.number,
    madeAt: paper.madeAt,
    blocks: [...cover(paper), ...bundle('卷内目录', parts)],
  })
}
