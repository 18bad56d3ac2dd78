// Counting what moves: streams that tell how far they are.
import type { AssetStream } from '../stack/asset.ts';
import type { Transfer } from './ports.ts';

/** The same assets; what is read of them is reported. A file that is read again, after a failure, counts anew. */
export function countTransfer(
  assets: readonly AssetStream[],
  report: (transfer: Transfer) => void,
): AssetStream[] {
  const total = assets.reduce((sum, { size }) => sum + size, 0);
  const read = new Map<string, number>();
  const tell = () => {
    const done = [...read.values()].reduce((sum, size) => sum + size, 0);
    const file = assets.filter(({ name, size }) => read.get(name) === size).length;
    report({ done, total, file, files: assets.length });
  };
  return assets.map((asset) => ({
    ...asset,
    async *open() {
      read.set(asset.name, 0);
      for await (const piece of asset.open()) {
        read.set(asset.name, (read.get(asset.name) ?? 0) + piece.length);
        tell();
        yield piece;
      }
    },
  }));
}
