// Where provider plugins meet the programs and servers that they use. All of it is loaded when a stack asks for one.
import type { ProviderPlugins, Reporter } from '../release/ports.ts';
import type { Environment } from './env.ts';
import { interruption } from './interruption.ts';
import { openHttp, type NetworkFlags, type Program } from './wire-network.ts';

/** What of plugins a command names. */
export interface PluginFlags extends NetworkFlags {
  readonly 'dry-run'?: boolean;
  readonly 'node-image-registry'?: string | undefined;
}

export function openPlugins(
  env: Environment,
  flags: PluginFlags,
  program: Program,
  reporter: Reporter,
): ProviderPlugins {
  const registry = flags['node-image-registry'] ?? '';
  const run = { cwd: env.cwd, environment: env.all, registry, reporter };
  return {
    async run(call) {
      const [{ PluginPrograms }, { openstackBuild }] = await Promise.all([
        import('../io/provider-plugin.ts'),
        import('../io/openstack-plugin/build-images.ts'),
      ]);
      const { signal } = interruption;
      // The registry of images may have an authority of its own.
      const http = (authority: string | undefined) =>
        openHttp(env, authority === undefined ? flags : { ...flags, 'ca-file': authority }, program);
      const builtIn = openstackBuild({ ...run, signal, http });
      return new PluginPrograms({ ...run, signal, dryRun: flags['dry-run'] ?? false, builtIn }).run(call);
    },
  };
}
