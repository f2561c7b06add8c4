/** 调解邀请: for a letterbox. It may be read by others, so it says neither who asks nor what happened. */
import { subjects } from '../../../shared/mediation/life.ts'
import { plusMinutes } from '../../../shared/time.ts'
import { settingsOf } from '../../community/community.ts'
import { makes, type Makers } from '../../papers/make.ts'
import { heading, paragraph, pdf, picture, prose, title, type Block } from '../../platform/pdf.ts'
import { timelineOf } from '../../platform/timeline.ts'
import { sayDay } from '../case-paper-words.ts'
import { caseMatters } from '../case-kind.ts'
import { detailsOf } from '../case-store.ts'
import { codePictureOf, invitationPaper, linkDays } from '../invitation.ts'
import { addressOf } from './case-on-paper.ts'

interface Invitation {
  /** The door, where it is known: what the applicant calls somebody is not said to their face. */
  readonly door: string
  readonly committee: string
  readonly subject: string
  readonly phone: string
  readonly untilAt?: string | undefined
  readonly madeAt: string
  readonly code: Buffer
}

export const invitation = (about: Invitation): readonly Block[] => {
  const { door, committee, subject, phone, untilAt, madeAt, code } = about
  return [
    title('请您来谈一谈'),
    paragraph(door ? `${door}的邻居，您好：` : '您好：', { size: 15 }),
    prose(
      `有邻居找到我们，想请我们帮着，和您坐下来谈谈${subject}。特地来问您一句：愿不愿意谈？是哪一位邻居，扫码或打电话就知道。`,
      15,
    ),
    heading('调解是怎么回事'),
    prose(
      [
        '自愿：您愿意才谈。愿不愿意，您说了算；谈到一半，也可以不谈。',
        '不收费：从头到尾，一分钱也不收。',
        '保密：由社区的调解员主持，谈的不对外说，您的电话不告诉对方。',
      ].join('\n'),
      14,
    ),
    heading('怎么回话'),
    prose('拿微信扫下面的码，点“愿意”“不愿意”或“再想想”。不方便用手机，打个电话说一声也行：', 14),
    paragraph(phone && `电话 ${phone}`, { size: 20, align: 'center', bold: true }),
    picture(code, 52),
    heading('不回话会怎样'),
    prose(
      '不回话不算不愿意，对您没有任何不利。我们会再问一次；还是没有回音，这件事在我们这里就先放下。双方仍可以找有关部门、仲裁，或到法院。',
      14,
    ),
    paragraph(
      `${untilAt ? `这张邀请${sayDay(untilAt)}前有效；` : ''}另发了新的邀请，这一张就作废。这个码谁扫谁能回话，请收好。`,
      { size: 11, grey: true },
    ),
    paragraph(`${committee}\n${sayDay(madeAt)}`, { size: 12, align: 'right' }),
  ]
}

export const invitationMakers: Makers = makes(invitationPaper, async (ctx, { input, orderedAt }) => {
  const { id, party } = input
  const item = await caseMatters.get(ctx, id)
  if (!item) throw new Error('there is no such case')
  const [{ parties, subject = subjects[item.what] }, { name, phone }, code, timeline] = await Promise.all([
    detailsOf(ctx, item),
    settingsOf(ctx, item.community),
    codePictureOf(ctx, item, party),
    timelineOf(ctx.table, item),
  ])
  const asked = timeline.find(({ op }) => op === item[party]!.link)
  return pdf({
    name: '调解邀请',
    madeAt: orderedAt,
    blocks: invitation({
      ...{ subject, phone, code, madeAt: orderedAt },
      door: addressOf(parties[party] ?? { name: '' }),
      committee: `${name}人民调解委员会`,
      untilAt: asked && plusMinutes(asked.at, linkDays * 24 * 60),
    }),
  })
})
