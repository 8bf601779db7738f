/** Secrets at rest, each bound to the row it belongs to. Only adapters and the services that store a new secret hold it. */
export interface CredentialVault {
  /** Stores or replaces the secret of a subject. */
  put(subject: CredentialSubject, secret: string): Promise<void>;
  /** @throws NotFound when there is none, DependencyFailure when it cannot be decrypted with the present keys */
  get(subject: CredentialSubject): Promise<{ readonly secret: string; readonly version: number }>;
  remove(subject: CredentialSubject): Promise<void>;
}

export interface CredentialSubject {
  readonly type: 'Cluster' | 'BackupLocation' | 'ClusterDiscovery';
  readonly id: string;
}
