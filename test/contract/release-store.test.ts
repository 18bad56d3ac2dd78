// The stores that ship, held to the one contract.
import { join } from 'node:path';
import { OciLayoutStore } from '../../src/io/layout/oci-layout.ts';
import { MemoryStore } from '../../src/io/memory/memory-store.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { releaseStoreContract } from './release-store.contract.ts';

releaseStoreContract('the memory store', () => {
  const store = new MemoryStore();
  return () => store;
});

releaseStoreContract('an OCI layout', () => {
  const folder = join(tempFolder(), 'deep', 'remote');
  return () => new OciLayoutStore(folder, 'remote');
});
