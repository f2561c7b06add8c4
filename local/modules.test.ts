import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { kinds } from '../shared/modules/manifests.ts'

const most = 9
const floors = ['shared', 'functions', 'miniprogram/src']
/** What neighbours do with each other; who they are and how they are told is the ground that all of it stands on. */
const modules = [...new Set([...kinds.values()].map(({ module }) => module))]

const isCode = (file: string) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file)
/** Where a page leads is an address, as a message has it too; nothing is known of what stands there. */
const withoutAddresses = (text: string) => text.replace(/\bopen(Instead)?\('[\w-]+\/[\w-]+'/g, '')
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')

const files = await Promise.all(
  floors.map(async floor =>
    (await readdir(floor, { recursive: true })).map(file => `${floor}/${file}`).filter(isCode),
  ),
)
const texts = await Promise.all(
  files.flat().map(async file => ({
    file,
    text: withoutAddresses(withoutComments(await readFile(file, { encoding: 'utf8' }))),
  })),
)

test.each(modules)(
  'Outside its own folders %s is named where modules are listed, and in few files',
  module => {
    const isOwn = (file: string) => file.split('/').some(part => part.replace(/\.tsx?$/, '') === module)
    // By what is imported from it, and by its name: alone, before an operation, before a page. A field may be called so.
    const names = new RegExp(`from '[^']*/${module}[/.]|(?<!\\[)['"\`]/?${module}['"\`./]`)
    const found = texts.filter(({ file, text }) => !isOwn(file) && names.test(text)).map(({ file }) => file)
    expect(found.length > most ? found : []).toEqual([])
    expect(found).toContain('shared/modules/manifests.ts')
  },
)
