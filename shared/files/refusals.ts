/** Photos, voice notes and PDF: every way this module says no. */
import type { RefusalsOf } from '../manifest.ts'

export const filesRefusals = {
  'files.unknown': [404, '照片、录音或文件没找到，可能放久了，请重新添加。'],
  'files.wrongType': [400, '这里只收照片、录音和 PDF。请从相册里选照片，或重新录一段。'],
  'files.broken': [400, '这个文件打不开，请重新拍一张，或重新录一段。'],
  'files.tooBig': [
    413,
    '文件太大，最大 {most} MB。照片请选“压缩图”，或先截个图再传；录音请短一些；PDF 请分成几份，或拍成照片。',
  ],
  'files.tooManyPixels': [413, '照片尺寸太大。请在手机上截个图，传截图就行。'],
  'files.tooManyPages': [400, '这个 PDF 太长，最多 {most} 页。请把要紧的几页拍成照片，或分成几份。'],
  'files.locked': [400, '这个 PDF 要密码才能打开。请把它截图或拍成照片再传。'],
  'files.onlyPictures': [400, '这里只收照片。PDF 请打开后截图，再从相册里选。'],
  'files.notSheet': [400, '这个文件不是表格。请用 Excel 或 WPS 另存为 .xlsx，再选它。'],
  'files.oldSheet': [400, '这是老格式，或加了密码的表格。请打开它，去掉密码，另存为 .xlsx，再选一次。'],
  'files.tooLong': [400, '录音最长 {most} 秒，请分成几段来录。'],
  'files.tooMany': [429, '今天传的已经满 {most} 个了，请明天再传。着急就打给社区。'],
  'files.partBroken': [400, '有一段没传完整，请点“再试一次”。'],
  'files.incomplete': [409, '还没传完，请点“再试一次”接着传。'],
  'files.changed': [409, '路上丢了一点内容，请点“再试一次”重新传。'],
  'files.linkEnded': [404, '这个链接过期了，请回上一页再打开。'],
} as const satisfies RefusalsOf<'files'>
