// Names of Kubernetes objects (RFC 1123, as the API server checks them).

const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** What a namespace may be called; such a name can stand in a label, too. */
export const isNamespaceName = (name: string): boolean => LABEL.test(name);

/** What a Secret and most other objects may be called. */
export const isObjectName = (name: string): boolean => SUBDOMAIN.test(name);
