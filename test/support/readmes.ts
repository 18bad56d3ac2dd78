// Stacks in memory with READMEs that document them, and updates that edit their versions.
import { documentStack, DOCS_READING } from '../../src/release/documents/docs.ts';
import { withReadmes } from '../../src/release/currency/readme-edits.ts';
import type { FolderUpdate } from '../../src/release/currency/update-plan.ts';
import type { World } from '../../src/release/ports.ts';
import type { FileEdits } from '../../src/release/upstream-ports.ts';
import type { Files } from './stack-tree.ts';
import { memoryWorld } from './world.ts';

/** Files of stacks by folder; of a folder above stacks, its own. */
export type Sources = Readonly<Record<string, Files>>;

/** What an update makes of the files of a folder. */
export type Edit = (files: Files) => FileEdits;

const updateOf = (folder: string, edits: FileEdits): FolderUpdate => ({
  ...{ folder, edits, changes: [], warnings: [], refused: [] },
});

/** What can be done with them. */
export class Readmes {
  private readonly world: World;

  /** @param stacks those below `above`, which are found by its name, and others @param above files beside stacks */
  constructor(
    private readonly stacks: Sources,
    private readonly above: Record<string, string> = {},
  ) {
    const { world } = memoryWorld([], stacks);
    const folders = Object.keys(stacks);
    this.world = {
      ...world,
      stacks: {
        ...world.stacks,
        find: (named) =>
          Promise.resolve(folders.filter((one) => one === named || one.startsWith(`${named}/`))),
      },
      texts: {
        ...world.texts,
        find: async (file) => {
          const folder = folders.find((one) => file.startsWith(`${one}/`));
          if (folder === undefined) return above[file];
          return (await world.stacks.read(folder)).tree.text(file.slice(folder.length + 1));
        },
      },
      editor: {
        write: async (folder, edits) => {
          if (folders.includes(folder)) return world.editor.write(folder, edits);
          for (const [path, text] of edits) if (typeof text === 'string') above[`${folder}/${path}`] = text;
        },
      },
    };
  }

  /** `csctl docs NAMED -o NAMED/README.md`, perhaps for some minors or as a check: what became of it. */
  async document(named: string, minors: readonly string[] = [], check = false): Promise<string | undefined> {
    const reading = { ...DOCS_READING, minors };
    const folders = await this.world.stacks.find(named);
    const { docs } = await documentStack(
      named,
      folders,
      { reading, file: `${named}/README.md`, check },
      this.world,
    );
    return docs[0]?.status;
  }

  async text(file: string): Promise<string> {
    return (await this.world.texts.find(file)) ?? '';
  }

  /** The updates of folders with what is to be done about READMEs. */
  async follow(...folders: readonly [string, Edit][]): Promise<readonly FolderUpdate[]> {
    const updates = folders.map(([folder, edit]) => updateOf(folder, edit(this.stacks[folder] ?? {})));
    return withReadmes(updates, this.world);
  }

  write({ folder, edits }: Pick<FolderUpdate, 'folder' | 'edits'>): Promise<void> {
    return this.world.editor.write(folder, edits);
  }
}
