import { describe, expect, test } from '@jest/globals'
import { countedIn, linesTyped } from './lines.ts'

/** 黄瓜 2斤 as `黄瓜|2斤`. */
const read = (typed: string, kind: Parameters<typeof linesTyped>[1] = 'groceries') =>
  linesTyped(typed, kind).map(({ what, howMany }) => [what, howMany].filter(Boolean).join('|'))

describe('what is typed in one go', () => {
  test.each([
    ['黄瓜2斤、胡萝卜3根、半斤肉馅', ['黄瓜|2斤', '胡萝卜|3根', '肉馅|半斤']],
    ['鸡蛋2斤，白菜1棵；豆腐两块', ['鸡蛋|2斤', '白菜|1棵', '豆腐|两块']],
    ['鸡蛋2斤,白菜1棵;豆腐', ['鸡蛋|2斤', '白菜|1棵', '豆腐']],
    ['鸡蛋2斤\n白菜1棵\n\n葱一把。', ['鸡蛋|2斤', '白菜|1棵', '葱|一把']],
    ['鸡蛋2斤 白菜1棵 豆腐', ['鸡蛋|2斤', '白菜|1棵', '豆腐']],
    ['鸡蛋 2斤　白菜 1棵', ['鸡蛋|2斤', '白菜|1棵']],
    ['鸡蛋 2 斤 白菜 一棵', ['鸡蛋|2斤', '白菜|一棵']],
    ['鸡蛋 白菜 豆腐', ['鸡蛋', '白菜', '豆腐']],
    ['２斤鸡蛋、１．５斤肉', ['鸡蛋|2斤', '肉|1.5斤']],
    ['两斤鸡蛋 一把葱 三四个西红柿', ['鸡蛋|两斤', '葱|一把', '西红柿|三四个']],
    ['鸡蛋二十个、一斤半排骨', ['鸡蛋|二十个', '排骨|一斤半']],
    ['鸡蛋×2、牛奶*3、酱油 2', ['鸡蛋|×2', '牛奶|*3', '酱油|2']],
    ['苹果2-3个+梨', ['苹果|2-3个', '梨']],
    ['1. 鸡蛋2斤\n2. 白菜', ['鸡蛋|2斤', '白菜']],
    ['1、鸡蛋 2、白菜两棵', ['鸡蛋', '白菜|两棵']],
    ['黄瓜、西红柿各2斤、盐', ['黄瓜|2斤', '西红柿|2斤', '盐']],
    ['黄瓜2斤，还要半斤肉馅', ['黄瓜|2斤', '肉馅|半斤']],
    ['可乐2L 3瓶', ['可乐2L|3瓶']],
    ['十三香一包、二锅头、八角、三七粉', ['十三香|一包', '二锅头', '八角', '三七粉']],
    ['维生素B12、酱油，，2瓶', ['维生素B12', '酱油', '2瓶']],
    [' 、\n', []],
  ])('When it is %j, then these are the lines', (typed, lines) => {
    expect(read(typed)).toEqual(lines)
  })

  test('When it is no groceries, then a space alone parts nothing', () => {
    expect(read('阿司匹林 肠溶片 两盒\n创可贴', 'medicine')).toEqual(['阿司匹林 肠溶片|两盒', '创可贴'])
    expect(read('降压药2盒 创可贴', 'medicine')).toEqual(['降压药|2盒', '创可贴'])
    expect(read('去医院 拿报告', 'errands')).toEqual(['去医院 拿报告'])
  })
})

test.each([
  ['2斤', 2, '斤'],
  ['三根', 3, '根'],
  ['两 块', 2, '块'],
  ['十二个', 12, '个'],
  ['二十个', 20, '个'],
  ['二十一个', 21, '个'],
])('When it is %s, then it can be counted', (howMany, count, unit) => {
  expect(countedIn(howMany)).toEqual({ count, unit })
})

test.each(['半斤', '一斤半', '三四个', '1.5斤', '几个', '0个', '100个', '2-3个', '少许'])(
  'When it is %s, then it stays as it was said',
  howMany => {
    expect(countedIn(howMany)).toBeUndefined()
  },
)
