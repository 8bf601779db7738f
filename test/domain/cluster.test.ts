import { describe, expect, it } from 'vitest';
import {
  type ClusterProbe,
  judgeProbe,
  type ProbeFailureReason,
  type ProbeMemory,
} from '../../src/domain/cluster.js';
import { LOOKS_TO_FAIL, NO_LOOK } from '../../src/domain/steadiness.js';

const at = new Date('2026-11-20T12:00:00Z');
const failed = (reason: ProbeFailureReason): ClusterProbe => ({
  ok: false,
  reason,
  message: reason,
  missingRights: [],
});
const worked: ClusterProbe = { ok: true, kubernetesVersion: 'v1.36.0', clusterUid: 'u', missingRights: [] };
const never: ProbeMemory = {
  state: 'UNCHECKED',
  stateReason: 'NOT_CHECKED',
  lastReachedAt: null,
  looks: NO_LOOK,
  credentialExpiresAt: null,
};
const active: ProbeMemory = {
  ...never,
  state: 'ACTIVE',
  stateReason: 'OK',
  lastReachedAt: new Date(0),
  looks: { last: 'OK', alike: 9, failures: 0, unrest: 0 },
};

describe('a cluster that was never reached since its credential was given', () => {
  it.each([
    'BAD_KUBECONFIG',
    'CREDENTIAL_REFUSED',
    'MISSING_RIGHTS',
    'TLS_MISMATCH',
    'STORK_MISSING',
    'STORK_NOT_READY',
    'TIMEOUT',
    'CONNECTION_REFUSED',
    'NAME_NOT_RESOLVED',
    'SERVER_ERROR',
  ] as const)('is DISCONNECTED after %s', (reason) => {
    expect(judgeProbe(failed(reason), never, at)).toMatchObject({ state: 'DISCONNECTED', reason });
  });
});

describe('a cluster that worked before', () => {
  it.each(['STORK_NOT_READY', 'TIMEOUT', 'CONNECTION_REFUSED', 'NAME_NOT_RESOLVED', 'SERVER_ERROR'] as const)(
    'keeps ACTIVE through single looks that end in %s, and is NOT_AVAILABLE after several in a row',
    (reason) => {
      let memory = active;
      for (let look = 1; look < LOOKS_TO_FAIL; look += 1) {
        const verdict = judgeProbe(failed(reason), memory, at);
        expect(verdict).toMatchObject({ state: 'ACTIVE', reason: 'OK', looks: { failures: look } });
        memory = { ...memory, looks: verdict.looks };
      }
      expect(judgeProbe(failed(reason), memory, at)).toMatchObject({ state: 'NOT_AVAILABLE', reason });
    },
  );

  it('is NOT_AVAILABLE at once when a person asked for the look', () => {
    expect(judgeProbe(failed('TIMEOUT'), active, at, true).state).toBe('NOT_AVAILABLE');
  });

  it.each(['CREDENTIAL_REFUSED', 'MISSING_RIGHTS', 'TLS_MISMATCH', 'BAD_KUBECONFIG'] as const)(
    'is DISCONNECTED at once after %s: that does not pass by itself',
    (reason) => {
      expect(judgeProbe(failed(reason), active, at)).toMatchObject({ state: 'DISCONNECTED', reason });
    },
  );

  it('is NOT_AVAILABLE when its credential has ended by its own date', () => {
    const memory = { ...active, credentialExpiresAt: new Date(at.getTime() - 1) };
    expect(judgeProbe(failed('CREDENTIAL_REFUSED'), memory, at)).toMatchObject({
      state: 'NOT_AVAILABLE',
      reason: 'CREDENTIAL_EXPIRED',
    });
  });

  it('stays NOT_AVAILABLE while it stays away, and is ACTIVE with the first look that succeeds', () => {
    const away = {
      ...active,
      state: 'NOT_AVAILABLE',
      stateReason: 'TIMEOUT',
      looks: { last: 'TIMEOUT', alike: 9, failures: 9, unrest: 0 },
    } as const;
    expect(judgeProbe(failed('TIMEOUT'), away, at).state).toBe('NOT_AVAILABLE');
    expect(judgeProbe(worked, away, at)).toMatchObject({
      state: 'ACTIVE',
      reason: 'OK',
      looks: { failures: 0 },
    });
  });
});
