// The few members we use of two packages that ship no types.
declare module 'jsdom' {
  export class JSDOM {
    constructor(html?: string)
    readonly window: Window
  }
}

declare module 'miniprogram-compiler/src/wcc.js' {
  export default function wcc(
    root: string,
    withoutExtension: string[],
    wxs: string[],
    options: { maxBuffer: number },
  ): string
}

declare module 'miniprogram-compiler/src/wcsc.js' {
  export default function wcsc(
    root: string,
    withoutExtension: string[],
    options: { maxBuffer: number },
  ): Record<string, string> | Error
}
