import { execFile } from 'node:child_process'

export const noJava =
  '需要 Java 11 或更高版本 (Java 11+ is needed for DynamoDB Local). ' +
  'Debian/Ubuntu: sudo apt install default-jre-headless · macOS: brew install --cask temurin · ' +
  'Windows: winget install EclipseAdoptium.Temurin.21.JRE'

/** Whether there is a Java that can run DynamoDB Local. */
export async function hasJava() {
  // macOS has a `java` that only says where to get one, so its answer counts, not its presence.
  const said = await new Promise<string>(resolve =>
    execFile('java', ['-version'], (error, out, err) => resolve(error ? '' : out + err)),
  )
  return Number(/version "(\d+)/.exec(said)?.[1] ?? 0) >= 11
}

/** Throws one clear line where there is none. */
export async function checkJava() {
  if (!(await hasJava())) throw new Error(noJava)
}
