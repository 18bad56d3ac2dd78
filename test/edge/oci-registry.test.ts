// The registry store against a registry on loopback that checks what it is sent.
import { TestRegistry } from '../support/registry/test-registry.ts';
import { connect } from '../support/registry/connect.ts';
import { releaseStoreContract } from '../contract/release-store.contract.ts';

releaseStoreContract('a registry', async () => {
  const { host } = await TestRegistry.start();
  return () => connect(host, { settle: 30 });
});

releaseStoreContract('a registry that lists unsorted, and keeps blobs elsewhere', async () => {
  const { host } = await TestRegistry.start({ tags: 'all at once', storage: true, absolute: 'other' });
  return () => connect(host, { settle: 30 });
});
