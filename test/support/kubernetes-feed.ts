// A feed in the format of endoflife.date, and GitHub's list of the same releases.
import { formatKubernetes, formatMinor } from '../../src/stack/kubernetes-version.ts';
import type { KubernetesSeries } from '../../src/stack/upstream.ts';

/** An entry of the feed; the fields that nobody uses are there as well. */
export interface FeedEntry {
  readonly cycle: string;
  readonly releaseDate: string | undefined;
  readonly eol: string | boolean;
  readonly latest: string;
  readonly latestReleaseDate: string | undefined;
  readonly lts: boolean;
  readonly support: string;
}

export function feedOf(series: readonly KubernetesSeries[]): FeedEntry[] {
  return series.map(({ minor, released, endOfLife, patches }) => {
    const newest = patches.at(-1);
    return {
      cycle: formatMinor(minor),
      releaseDate: released,
      eol: endOfLife ?? false,
      latest: newest ? formatKubernetes(newest.version).slice(1) : '',
      latestReleaseDate: newest?.released,
      lts: false,
      support: '2026-01-01',
    };
  });
}

export const feedText = (series: readonly KubernetesSeries[]): string => JSON.stringify(feedOf(series));

/** A release as GitHub lists it. */
export interface ListedTag {
  readonly tag_name: string;
  readonly published_at: string | null;
  readonly prerelease: boolean;
  readonly draft: boolean;
}

/** The newest first, with a pre-release and a draft among them as there always are. */
export function tagsOf(series: readonly KubernetesSeries[]): ListedTag[] {
  const tag = (name: string, day: string, more: Partial<ListedTag> = {}): ListedTag => ({
    ...{ tag_name: name, published_at: `${day}T08:30:00Z`, prerelease: false, draft: false },
    ...more,
  });
  const tags = series.flatMap(({ minor, patches }) => [
    ...patches.map(({ version, released }) => tag(formatKubernetes(version), released ?? '1970-01-01')),
    tag(`v${formatMinor(minor)}.0-rc.1`, '2020-01-01', { prerelease: true }),
    tag(`v${formatMinor(minor)}.99`, '2026-01-01', { draft: true, published_at: null }),
  ]);
  return tags.sort((a, b) => ((a.published_at ?? '') < (b.published_at ?? '') ? 1 : -1));
}
