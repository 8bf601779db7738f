/** Where the stand-in knowingly answers otherwise than the real server: what is left out of the comparison, and why. */
export interface AcceptedDifference {
  readonly why: string;
  readonly without: (body: unknown) => unknown;
}

/** Leaves fields out of an object. */
function withoutFields(...names: readonly string[]) {
  return (body: unknown) =>
    Object.fromEntries(Object.entries(body as object).filter(([name]) => !names.includes(name)));
}

/** Leaves a part out of every text in the body. */
function cutting(pattern: RegExp) {
  return (body: unknown) => JSON.parse(JSON.stringify(body).replaceAll(pattern, '')) as unknown;
}

export const acceptedDifferences: Readonly<Record<string, AcceptedDifference>> = {
  version: {
    why: 'the recorded server was a development build; the stand-in gives itself a version that clients can compare',
    without: withoutFields('gitVersion', 'gitCommit'),
  },
  'put-uid-mismatch': {
    why: 'the recording did not normalise the uid at the end of the message',
    without: cutting(/UID in object meta: [0-9a-f-]{36}/g),
  },
  'pvc-immutable': {
    why: 'the real message goes on with a diff of two Go structures',
    without: cutting(/\\n@@(?:\\.|[^"\\])*/g),
  },
};
