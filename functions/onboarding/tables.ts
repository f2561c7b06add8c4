/** The tables of a sheet and their columns: what the template explains, and what is looked for when one is read. */
import { roles, type Role } from '../../shared/contract.ts'
import { bases, consentWays } from '../../shared/households/life.ts'
import { homeKindNames, type HomeKind } from '../../shared/identity/homes.ts'
import { skills } from '../../shared/modules/manifests.ts'
import { teamGroups } from '../../shared/volunteers/teams.ts'

export interface ColumnOf {
  readonly title: string
  /** What else offices call it. */
  readonly also?: readonly string[]
  readonly needed?: true
  readonly says: string
  /** In the lines of example, which are not read. */
  readonly examples: readonly [string, string]
  readonly width?: number
}

interface TableOf {
  readonly sheet: string
  readonly says: string
  readonly columns: Readonly<Record<string, ColumnOf>>
}

const building: ColumnOf = {
  title: '楼号',
  also: ['楼栋', '楼', '幢', '栋', '楼栋号', '楼幢'],
  needed: true,
  says: '照楼上挂的牌子写，比如 3号楼。',
  examples: ['3号楼', '3号楼'],
}
const name: ColumnOf = {
  title: '姓名',
  also: ['名字', '户主', '户主姓名', '联系人', '居民姓名'],
  says: '身份证上的姓名，一行写一个人。',
  examples: ['张三', '李四'],
}
const phone: ColumnOf = {
  title: '电话',
  also: ['手机', '手机号', '联系电话', '手机号码', '联系方式', '电话号码'],
  says: '11位手机号，或带区号的座机，一格写一个。两口子共用一个号码，两行都写上。',
  examples: ['10000000001', '10000000001'],
  width: 16,
}
const callName: ColumnOf = {
  title: '称呼',
  also: ['怎么称呼'],
  says: '邻居怎么叫他，比如 王阿姨。不写就叫“王邻居”。',
  examples: ['张叔叔', '李阿姨'],
}

export const tables = {
  buildings: {
    sheet: '楼栋',
    says: '社区有哪些楼，归哪个网格。一行一栋。',
    columns: {
      building,
      grid: {
        title: '网格',
        also: ['所属网格', '网格名称'],
        says: '归哪个网格，比如 第一网格。没有网格就空着。',
        examples: ['第一网格', '第二网格'],
      },
    },
  },
  homes: {
    sheet: '住户',
    says: '一行一个人；空房或不知道住着谁，只写楼号、单元、房号。',
    columns: {
      building,
      unit: {
        title: '单元',
        also: ['门', '门栋', '单元号'],
        needed: true,
        says: '照门牌写，比如 2、A座。没有单元的写 1。',
        examples: ['2', '2'],
      },
      room: {
        title: '房号',
        also: ['室', '门牌', '门牌号', '房间', '房间号', '室号', '户号'],
        needed: true,
        says: '照门牌写，比如 301、东户。不要写成 3-2 这样，Excel 会把它变成日期。',
        examples: ['301', '301'],
      },
      name,
      phone,
      as: {
        title: '和房子的关系',
        also: ['关系', '住户类型', '居住情况', '身份类型', '居住性质'],
        says: `写“${Object.values(homeKindNames).join('”“')}”其中一个。不写就当${homeKindNames.owner}。`,
        examples: ['房主', '家里人'],
        width: 16,
      },
      callName,
      needs: {
        title: '需要关心',
        also: ['人群', '人员类别', '特殊人群', '重点人群', '类别'],
        says: '民情图上的哪一类，比如 独居老人。有几类用顿号隔开；不是就空着。',
        examples: ['独居老人', ''],
        width: 18,
      },
      basis: {
        title: '谁同意的',
        also: ['依据', '同意情况'],
        says: `写了“需要关心”的要写：谁同意、怎么说的，比如“${bases.text.self}，${consentWays.text.spoken}”；不用同意的写“${bases.text.duty}：”和哪一项。没问过的先问过再写。`,
        examples: [`${bases.text.self}，${consentWays.text.spoken}`, ''],
        width: 24,
      },
    },
  },
  teams: {
    sheet: '队伍',
    says: '志愿服务队和互助小组，一行一个。队长和队员写在“人员”里。',
    columns: {
      team: {
        title: '名称',
        also: ['队名', '队伍', '队伍名称', '组名', '团队名称'],
        needed: true,
        says: '大家怎么叫它，比如 助老服务队。',
        examples: ['助老服务队', '聊天互助组'],
        width: 18,
      },
      group: {
        title: '是队还是组',
        also: ['类型', '类别', '性质'],
        says: `写“${teamGroups.text.service}”或“${teamGroups.text.mutualAid}”。不写看名称：带“组”的是小组。`,
        examples: ['服务队', '互助小组'],
        width: 14,
      },
      purpose: {
        title: '做什么',
        also: ['服务内容', '职责'],
        says: '一句话，居民报名时看到。',
        examples: ['陪独居老人买菜、说话', '邻里坐一坐，说说话'],
        width: 30,
      },
      skills: {
        title: '能帮什么忙',
        also: ['擅长', '特长'],
        says: `从“${Object.values(skills.text).join('”“')}”里写，几样用顿号隔开。不写也行。`,
        examples: [Object.values(skills.text).slice(0, 1).join('、'), ''],
        width: 18,
      },
      buildings: {
        title: '服务哪些楼',
        also: ['服务楼栋', '服务范围'],
        says: '几栋用顿号隔开，比如 3号楼、4号楼。全社区就空着。',
        examples: ['3号楼、4号楼', ''],
        width: 22,
      },
      most: {
        title: '最多几个人',
        also: ['人数上限', '名额'],
        says: '写数字。不写就用平常的名额。',
        examples: ['20', ''],
        width: 14,
      },
    },
  },
  people: {
    sheet: '人员',
    says: '谁有什么身份：网格员、党员、楼门长、队长、队员……一行一个身份。一个人有几个身份，写几行。',
    columns: {
      name: { ...name, needed: true, examples: ['赵五', '钱六'] },
      phone: { ...phone, needed: true, examples: ['10000000002', '10000000003'] },
      role: {
        title: '身份',
        also: ['职务', '角色', '岗位'],
        needed: true,
        says: `写“${roles.codes
          .filter(role => !['resident', 'supervisor', 'communityStaff'].includes(role))
          .map(role => roles.text[role])
          .join('”“')}”其中一个。社区工作者的身份由街道给，不写在这里。`,
        examples: ['网格员', '队长'],
        width: 18,
      },
      where: {
        title: '管哪里',
        also: ['范围', '所属', '所在', '队伍', '网格', '楼号', '单位'],
        says: '网格员写网格，楼门长写楼号，队长和志愿者写队名，物业、民警、部门、共建单位写单位名。管全社区的空着。',
        examples: ['第一网格', '助老服务队'],
        width: 20,
      },
      callName,
    },
  },
} as const satisfies Readonly<Record<string, TableOf>>

export type TableName = keyof typeof tables
export type ColumnName = { [T in TableName]: keyof (typeof tables)[T]['columns'] }[TableName] & string

/** Compared without what people put in or leave out: spaces, brackets, stars, colons. */
export const bare = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[（(【[].*?[)）】\]]/g, '')
    .replace(/[\s*:：必填]/g, '')

/** Of the template: it explains the columns, and is none of the tables. */
export const explanation = '怎么填'

/** A line of example; it stays in many sheets. */
export const isExample = (first: string) => /^例[:：]?/.test(first)

const others: Readonly<Record<string, Role>> = {
  组长: 'teamLead',
  队员: 'volunteer',
  组员: 'volunteer',
  志愿服务者: 'volunteer',
  网格长: 'gridWorker',
  专职网格员: 'gridWorker',
  中共党员: 'partyMember',
  人民调解员: 'mediator',
  微网格员: 'buildingHelper',
  楼长: 'buildingHelper',
  楼栋长: 'buildingHelper',
  物业: 'propertyManager',
  业委会代表: 'propertyManager',
  民警: 'policeOfficer',
  片警: 'policeOfficer',
}
export const roleIn = (text: string): Role | undefined =>
  roles.codes.find(role => roles.text[role] === text) ?? others[text]

const otherKinds: Readonly<Record<string, HomeKind>> = {
  业主: 'owner',
  户主: 'owner',
  自住: 'owner',
  租客: 'tenant',
  租户: 'tenant',
  租住: 'tenant',
  承租人: 'tenant',
  出租: 'tenant',
  家属: 'family',
  家人: 'family',
  配偶: 'family',
  子女: 'family',
  父母: 'family',
}
export const homeKindIn = (text: string): HomeKind | undefined =>
  (Object.keys(homeKindNames) as HomeKind[]).find(kind => homeKindNames[kind] === text) ?? otherKinds[text]
