// A stack on disk, an upstream on this machine and a remote in memory: what the nightly job meets.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { HttpClient } from '../../src/io/http/client.ts';
import { MemoryStore } from '../../src/io/memory/memory-store.ts';
import { StackFolderEditor } from '../../src/io/stack-editor.ts';
import { LocalTextFiles } from '../../src/io/text-files.ts';
import { StackFolders } from '../../src/io/stack-folder.ts';
import { ChartSources } from '../../src/io/upstream/chart-repository.ts';
import { DiskCache } from '../../src/io/upstream/disk-cache.ts';
import { ImageServer } from '../../src/io/upstream/image-server.ts';
import { GithubTags, kubernetesGithub } from '../../src/io/upstream/kubernetes-github.ts';
import { KubernetesUpstream, parseFeed } from '../../src/io/upstream/kubernetes-releases.ts';
import { patchStacks, type PatchOptions, type PatchResult } from '../../src/release/currency/patch.ts';
import { UPDATE_PARTS, type UpdateWish } from '../../src/release/currency/update-plan.ts';
import { updateStacks, type UpdateResult } from '../../src/release/currency/update.ts';
import { documentStack, DOCS_READING } from '../../src/release/documents/docs.ts';
import type { World } from '../../src/release/ports.ts';
import { currentStack } from './current-stack.ts';
import { QUICK } from './registry/connect.ts';
import { readRelease } from './store.ts';
import { tempFolder } from './temp-folder.ts';
import { UpstreamServer } from './upstream-server.ts';
import { memoryWorld, request } from './world.ts';

export const WISH: UpdateWish = {
  only: new Set(UPDATE_PARTS),
  minors: [],
  addMinors: false,
  dropEol: false,
  prune: false,
  allowed: new Set(),
};

export class PatchWorkshop {
  readonly store = new MemoryStore();

  private constructor(
    readonly upstream: UpstreamServer,
    readonly folder: string,
    private readonly http: HttpClient,
  ) {}

  static async open(): Promise<PatchWorkshop> {
    const upstream = await UpstreamServer.start();
    const files = Object.entries(currentStack(upstream.sources)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    const http = new HttpClient({ patience: { ...QUICK, attempts: 1 } });
    onTestFinished(() => {
      http.close();
    });
    return new PatchWorkshop(upstream, tempFolder(Object.fromEntries(files)), http);
  }

  /** A run's world: its own, as those of two runs are. */
  world(): World {
    const { world } = memoryWorld([this.store]);
    const stacks = new StackFolders('/', undefined);
    const access = { http: this.http, cache: new DiskCache(undefined) };
    const credentials = () => Promise.resolve(undefined);
    return {
      ...world,
      stacks,
      editor: new StackFolderEditor('/', () => {
        stacks.forget();
      }),
      upstream: {
        kubernetes: new KubernetesUpstream({
          access,
          feed: parseFeed(this.upstream.feed, '/'),
          second: new GithubTags(access, kubernetesGithub(undefined, [])),
          note: () => undefined,
        }),
        charts: new ChartSources({ ...access, credentials, plainHttp: false }),
        images: new ImageServer({ http: this.http, credentials }),
        today: () => '2026-11-20',
      },
    };
  }

  patch(
    wish: Partial<UpdateWish> = {},
    options: Partial<PatchOptions> = {},
    world = this.world(),
  ): Promise<PatchResult> {
    const asked = request({ mode: 'stable', minors: wish.minors ?? [] });
    const all = { dryRun: false, publish: true, ...options };
    return patchStacks([this.folder], { ...WISH, ...wish }, asked, all, world);
  }

  update(wish: Partial<UpdateWish> = {}, dryRun = false): Promise<UpdateResult> {
    return updateStacks([this.folder], { ...WISH, ...wish }, { dryRun }, this.world());
  }

  /** `csctl docs FOLDER -o FOLDER/README.md`, perhaps as a check: what became of it. */
  async document(check = false): Promise<string | undefined> {
    const wish = { reading: DOCS_READING, file: join(this.folder, 'README.md'), check };
    const world = { ...this.world(), texts: new LocalTextFiles('/') };
    const { docs } = await documentStack(this.folder, [this.folder], wish, world);
    return docs[0]?.status;
  }

  text(path = 'stack.yaml'): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** The texts of a published release; archives unpacked as far as their bytes can be searched. */
  async published(tag: string): Promise<ReadonlyMap<string, string>> {
    const assets = await readRelease(this.store, tag);
    return new Map(
      assets.map(({ name, bytes }) => [
        name,
        Buffer.from(name.endsWith('.tgz') ? gunzipSync(bytes) : bytes).toString('utf8'),
      ]),
    );
  }
}

/** Lines that went and came, in their order. */
export const changedLines = (diff: string): string[] =>
  diff.split('\n').filter((line) => /^[-+](?!-- |\+\+ )/.test(line));
