// What the build knows and the program prints.

declare const CSCTL_COMMIT: string | undefined;

/** The git commit this bundle was built from; `unknown` outside a bundle or a checkout. */
export const BUILD_COMMIT = typeof CSCTL_COMMIT === 'string' ? CSCTL_COMMIT : 'unknown';
