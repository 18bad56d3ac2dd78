// Shapes that several kinds of Cluster API share.
import { mapOf, need, object, oneOf, SOME, text } from './schema.ts';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DOMAIN = String.raw`${LABEL}(\.${LABEL})*`;
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

/** Labels and annotations. */
export const metadata = object({ annotations: mapOf(text()), labels: mapOf(text()) });
/** The same in v1beta2, where an empty one is refused. */
export const someMetadata = { ...metadata, ...SOME };

/** `Ready`, `example.com/GPUReady` */
export const conditionType = text({
  minLength: 1,
  maxLength: 316,
  pattern: new RegExp(`^(${DOMAIN}/)?(${QUALIFIED})$`),
});

export const taint = object({
  effect: need(oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute')),
  key: need(text({ minLength: 1, maxLength: 317, pattern: new RegExp(`^(${DOMAIN}/)?${QUALIFIED}$`) })),
  propagation: need(oneOf('Always', 'OnInitialization')),
  value: text({ minLength: 1, maxLength: 63, pattern: new RegExp(`^(${QUALIFIED})?$`) }),
});

/** A range of counts: `[3-5]`. */
export const countRange = text({
  minLength: 1,
  maxLength: 32,
  pattern: new RegExp(String.raw`^\[[0-9]+-[0-9]+\]$`),
});

/** `group/version`, which v1beta2 demands. */
export const groupVersion = text({
  minLength: 1,
  maxLength: 317,
  pattern: new RegExp(`^${DOMAIN}/[a-z]([-a-z0-9]*[a-z0-9])?$`),
});
export const kindName = text({
  minLength: 1,
  maxLength: 63,
  pattern: new RegExp('^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$'),
});
export const objectName = text({ minLength: 1, maxLength: 253, pattern: new RegExp(`^${DOMAIN}$`) });
