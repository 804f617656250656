import { join } from 'node:path'
import { SqliteFile, type Durability } from '../sqlite-file'

/**
 * Who has used which mini-program, and which messages they allowed: what WeChat knows of people, and does not forget
 * when a laptop is restarted.
 */
export class Users {
  private readonly file: SqliteFile
  private readonly sqlite: SqliteFile['sqlite']
  /** Seen since the start: a visit is written once. */
  private readonly seen = new Map<string, string>()

  /** `folder` null: in memory. */
  constructor(folder: string | null, durability: Durability) {
    this.file = new SqliteFile(folder === null ? null : join(folder, 'wechat.sqlite'), durability)
    this.sqlite = this.file.sqlite
    this.sqlite.exec('CREATE TABLE IF NOT EXISTS users (openid TEXT PRIMARY KEY, appid TEXT NOT NULL)')
    this.sqlite.exec(
      'CREATE TABLE IF NOT EXISTS grants (openid TEXT, template TEXT, "left" INTEGER NOT NULL, PRIMARY KEY (openid, template))',
    )
  }

  /** From now on `openid` is a user of `appid`. */
  add(openid: string, appid: string): void {
    if (this.seen.get(openid) === appid) return
    this.file.willChange(1)
    this.sqlite.prepare('INSERT OR REPLACE INTO users (openid, appid) VALUES (?, ?)').run(openid, appid)
    this.seen.set(openid, appid)
  }

  /** The mini-program somebody uses; null: there is no such user. */
  appOf(openid: string): string | null {
    const row = this.sqlite.prepare('SELECT appid FROM users WHERE openid = ?').get(openid)
    return (row as { appid: string } | undefined)?.appid ?? null
  }

  /** Whether somebody uses `appid`, or any mini-program when that is null. */
  isOf(openid: string, appid: string | null): boolean {
    const own = this.appOf(openid)
    return own !== null && (appid === null || own === appid)
  }

  addGrants(openid: string, templateId: string, count: number): void {
    this.file.willChange(1)
    this.sqlite
      .prepare(
        'INSERT INTO grants (openid, template, "left") VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "left" = "left" + excluded."left"',
      )
      .run(openid, templateId, count)
  }

  grantsOf(openid: string, templateId: string): number {
    const row = this.sqlite
      .prepare('SELECT "left" FROM grants WHERE openid = ? AND template = ?')
      .get(openid, templateId)
    return (row as { left: number } | undefined)?.left ?? 0
  }

  /** False: there was none left. */
  spendGrant(openid: string, templateId: string): boolean {
    this.file.willChange(1)
    const { changes } = this.sqlite
      .prepare('UPDATE grants SET "left" = "left" - 1 WHERE openid = ? AND template = ? AND "left" > 0')
      .run(openid, templateId)
    return Number(changes) === 1
  }

  settings(): ReturnType<SqliteFile['settings']> {
    return this.file.settings()
  }

  close(): void {
    this.file.close()
  }
}
