// The name of what is being written beside its place, until it is renamed.
import { randomBytes } from 'node:crypto';
import { STAGING_PREFIX } from '../stack/ignored-files.ts';

/** A name that no other writer has, and that no stack counts as its own. */
export const stagingName = (): string => `${STAGING_PREFIX}${process.pid}-${randomBytes(4).toString('hex')}`;
