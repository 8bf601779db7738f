import { badRequest, invalid } from './api-error.js';
import { type JsonObject, textAt } from './json.js';
import { groupVersion, type Resource } from './resources.js';

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomainSentence =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const labelSentence =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

/** @throws ApiError 422 */
export function checkName(resource: Resource, name: string): void {
  if (name === '') {
    throw invalid(resource, '', [
      {
        reason: 'FieldValueRequired',
        message: 'name or generateName is required',
        field: 'metadata.name',
      },
    ]);
  }
  const sentence = nameComplaint(resource, name);
  if (sentence !== undefined) {
    throw invalid(resource, name, [
      { reason: 'FieldValueInvalid', message: `"${name}": ${sentence}`, field: 'metadata.name' },
    ]);
  }
}

function nameComplaint(resource: Resource, name: string): string | undefined {
  if (resource.group === 'rbac.authorization.k8s.io') {
    return name === '.' || name === '..' || /[/%]/.test(name) ? "may not contain '/' or '%'" : undefined;
  }
  const isLabel = resource.storage === 'namespaces' || resource.storage === 'services';
  if (isLabel) return name.length <= 63 && label.test(name) ? undefined : labelSentence;
  return name.length <= 253 && subdomain.test(name) ? undefined : subdomainSentence;
}

/** The body is of the kind that the path asks for. @throws ApiError 400 */
export function checkKind(resource: Resource, object: JsonObject): void {
  const kind = textAt(object, 'kind');
  const apiVersion = textAt(object, 'apiVersion');
  if (kind === undefined || apiVersion === undefined) {
    const missing = kind === undefined ? "Object 'Kind' is missing" : "Object 'apiVersion' is missing";
    throw badRequest(
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: ${missing}`,
    );
  }
  if (apiVersion !== groupVersion(resource) && resource.custom) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${groupVersion(resource)})`,
    );
  }
  if (kind !== resource.kind) {
    const version = apiVersion.split('/').pop() ?? '';
    const group = resource.group === '' ? 'core' : (resource.group.split('.')[0] ?? '');
    throw badRequest(
      `${kind} in version "${version}" cannot be handled as a ${resource.kind}: converting (${version}.${kind}) to (${group}.${resource.kind}): unknown conversion`,
    );
  }
}
