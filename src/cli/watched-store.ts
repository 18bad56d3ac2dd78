// A remote that tells the user what is asked of it, and leaves its tags for the completion of command lines.
import type { ReleaseStore, Reporter } from '../release/ports.ts';

/** Where tags are left. */
interface Tags {
  remember(remote: string, prefix: string, tags: readonly string[]): void;
  add(remote: string, tag: string): void;
}

/** The same remote, with steps told before it is asked. @param tags undefined for a remote that can always be asked */
export function watched(store: ReleaseStore, reporter: Reporter, tags: Tags | undefined): ReleaseStore {
  const { remote } = store;
  return {
    remote,
    check(purpose) {
      reporter.step(remote, 'ask for access');
      return store.check(purpose);
    },
    async list(prefix) {
      reporter.step(remote, 'list the tags');
      const found = await store.list(prefix);
      tags?.remember(remote, prefix, found);
      return found;
    },
    find(tag) {
      reporter.step(remote, `look for ${tag}`);
      return store.find(tag);
    },
    async browse(prefix) {
      reporter.step(remote, 'list the releases');
      const found = await store.browse(prefix);
      tags?.remember(remote, prefix, [...found.releases.map(({ tag }) => tag), ...found.skipped]);
      return found;
    },
    async publish(release) {
      const done = await store.publish(release);
      tags?.add(remote, release.tag);
      return done;
    },
  };
}
