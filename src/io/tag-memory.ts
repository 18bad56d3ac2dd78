// The tags that remotes had when they were last asked: for the completion of command lines, which must not wait.
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** What is kept of a remote. */
interface Memory {
  /** As the user names it. */
  readonly remote: string;
  readonly tags: readonly string[];
}

/** How long tags are remembered, in milliseconds: a day's work. */
const KEPT = 24 * 60 * 60 * 1000;
const FORMAT = '.tags.json';

/**
 * A folder that may vanish at any time. Two runs may use it at once: files appear whole, by rename. Nothing here fails: what
 * cannot be written is not remembered.
 */
export class TagMemory {
  /** @param folder absolute path; it is made when something is remembered */
  constructor(private readonly folder: string) {}

  /** The tags of a remote; none where it was not asked lately. */
  recall(remote: string): readonly string[] {
    return this.read(this.fileOf(remote))?.tags ?? [];
  }

  /** The remotes that were asked lately, sorted. */
  remotes(): readonly string[] {
    const names = attempt(() => readdirSync(this.folder)) ?? [];
    const known = names
      .filter((name) => name.endsWith(FORMAT))
      .map((name) => this.read(join(this.folder, name)));
    return known.flatMap((one) => one?.remote ?? []).sort();
  }

  /** Takes the answer of a remote to a question for all tags that start with `prefix`. */
  remember(remote: string, prefix: string, tags: readonly string[]): void {
    this.write(remote, [...this.recall(remote).filter((tag) => !tag.startsWith(prefix)), ...tags]);
  }

  /** Takes in a tag that was published. */
  add(remote: string, tag: string): void {
    this.write(remote, [...this.recall(remote), tag]);
  }

  private write(remote: string, tags: readonly string[]): void {
    const memory: Memory = { remote, tags: [...new Set(tags)].sort() };
    const draft = join(this.folder, `${randomBytes(8).toString('hex')}.tmp`);
    attempt(() => {
      makeFolder(this.folder);
      // Repositories may be private.
      writeFileSync(draft, JSON.stringify(memory), { mode: 0o600 });
      renameSync(draft, this.fileOf(remote));
    });
    attempt(() => {
      rmSync(draft, { force: true });
    });
  }

  private fileOf(remote: string): string {
    const key = createHash('sha256').update(remote).digest('hex').slice(0, 32);
    return join(this.folder, `${key}${FORMAT}`);
  }

  private read(file: string): Memory | undefined {
    return attempt(() => {
      if (Date.now() - statSync(file).mtimeMs > KEPT) return undefined;
      const { remote, tags } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Memory>;
      const isGood =
        typeof remote === 'string' && Array.isArray(tags) && tags.every((tag) => typeof tag === 'string');
      return isGood ? { remote, tags } : undefined;
    });
  }
}

/** Undefined where it throws. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
