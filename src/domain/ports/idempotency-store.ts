/** What is kept of requests that carry an idempotency key. */

export interface KeyClaim {
  /** Of this try: another process that takes over has another. */
  readonly id: string;
  readonly holder: string;
  readonly key: string;
  readonly operation: string;
  /** SHA-256 over holder, key, operation and input, hex. The input itself is not kept. */
  readonly inputHash: string;
  readonly repeatable: boolean;
  readonly leaseMs: number;
  /** An older row of the same key counts for nothing. */
  readonly keptMs: number;
}

/** What another request with the same key has left. */
export interface HeldKey {
  readonly id: string;
  readonly operation: string;
  readonly inputHash: string;
  readonly since: Date;
  /** RUNNING: its process lives. STOPPED: it does not, and something was changed. */
  readonly state: 'RUNNING' | 'STOPPED' | 'ANSWERED';
}

/** Times are the database's. */
export interface IdempotencyStore {
  /** Takes the key: new, forgotten, or left by a process that died before it had changed anything (or where `repeatable`). */
  claim(claim: KeyClaim): Promise<'claimed' | HeldKey | 'vanished'>;
  /** False: another process has taken the key over. */
  renew(id: string, leaseMs: number): Promise<boolean>;
  /** Notes, in the transaction of the change, that there is one. False: another process has taken the key over. */
  markChanged(id: string): Promise<boolean>;
  /** Keeps the answer, encrypted. */
  keepAnswer(id: string, answer: Uint8Array): Promise<void>;
  /** Undefined: it cannot be decrypted with the present keys, or is gone. */
  answerOf(id: string): Promise<Uint8Array | undefined>;
  /** The request ended without an answer. Where nothing was changed the key is free again. */
  release(id: string): Promise<void>;
  /** @returns how many were forgotten */
  forget(keptMs: number): Promise<number>;
}
