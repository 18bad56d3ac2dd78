// A folder in git that may be there already: what csctl wrote once belongs to its users from then on.
import { CsctlError } from '../../../problem/problem.ts';
import type { TextFiles } from '../../ports.ts';
import type { Manifest } from '../deliver.ts';
import { kustomizationText, type Kustomization } from './present-files.ts';

/** What is in the folder already. */
export class PresentFolder {
  /** @param isEmpty nothing in it counts: what is there is of others, and in the way */
  constructor(
    private readonly folder: string,
    private readonly texts: TextFiles,
    private readonly isEmpty = false,
  ) {}

  /** The same folder, as if nothing of csctl's were in it. */
  emptied(): PresentFolder {
    return new PresentFolder(this.folder, this.texts, true);
  }

  path(name: string): string {
    return `${this.folder.replace(/(?<=.)\/+$/, '')}/${name}`;
  }

  async text(name: string): Promise<string | undefined> {
    return this.isEmpty ? undefined : this.texts.find(this.path(name));
  }

  /**
   * A file that is written once, and then belongs to the user.
   * @param make its text when it is new; for one that is there it may lack a flag, and throw `usage`
   */
  async once(name: string, make: () => string): Promise<Manifest> {
    const text = await this.text(name);
    return text === undefined ? { name, text: make() } : { name, text, isKept: !isMadeBy(make, text) };
  }

  async kustomization(folder: string, wish: Kustomization): Promise<Manifest> {
    const name = `${folder}kustomization.yaml`;
    return { name, text: kustomizationText(wish, this.path(name), await this.text(name)) };
  }
}

function isMadeBy(make: () => string, text: string): boolean {
  try {
    return make() === text;
  } catch (error) {
    // Without the flags of a new folder nobody knows what it would be.
    if (error instanceof CsctlError && error.code === 'usage') return false;
    throw error;
  }
}
