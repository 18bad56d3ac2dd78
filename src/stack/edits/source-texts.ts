// The files of a stack folder while they are edited: what was read stays beside what is to be written.
import { FileTree } from '../file-tree.ts';
import { YamlSource, type YamlPath } from '../yaml-source.ts';

/** Texts by path, and which of them changed. */
export class SourceTexts {
  private readonly changed = new Map<string, string>();

  constructor(private readonly files: FileTree) {}

  /** The text as it is now; undefined for a file that is not there, or is not text. */
  text(path: string): string | undefined {
    return this.changed.get(path) ?? this.files.text(path);
  }

  set(path: string, text: string): void {
    if (text === this.files.text(path)) this.changed.delete(path);
    else this.changed.set(path, text);
  }

  /** Parsed, as it is now; empty for a file that is not there. */
  source(path: string): YamlSource {
    return YamlSource.parse(path, this.text(path) ?? '');
  }

  /** Sets a scalar where it stands. */
  setScalar(file: string, path: YamlPath, value: string): void {
    this.set(file, this.source(file).withScalar(path, value));
  }

  /** New texts of the files that changed, sorted by path. */
  edits(): ReadonlyMap<string, string> {
    return new Map([...this.changed].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** All files as they are now. */
  tree(): FileTree {
    return FileTree.of([...this.files, ...this.changed]);
  }
}
