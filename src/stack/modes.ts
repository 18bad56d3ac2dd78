// The five modes of naming a release (docs/operator-contract.md 8.4).

export const MODES = ['stable', 'beta', 'alpha', 'hash', 'custom'] as const;
export type Mode = (typeof MODES)[number];

/** Whether the next version follows from the releases on a remote. */
export const looksBack = (mode: Mode): boolean => mode === 'stable' || mode === 'beta' || mode === 'alpha';
