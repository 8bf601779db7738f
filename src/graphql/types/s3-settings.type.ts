import { Field, Int, ObjectType } from 'type-graphql';
import type {
  LocationCapabilities,
  S3Checksums,
  S3Credentials,
  S3Encryption,
  S3Settings,
} from '../../domain/s3-settings.js';
import {
  RetentionModeEnum,
  S3ChecksumsEnum,
  S3CredentialsEnum,
  S3EncryptionEnum,
  StoreChecksumsEnum,
  StoreObjectLockEnum,
  StoreVersioningEnum,
} from '../enums.js';
import { DateTime } from '../scalars.js';

@ObjectType('S3Sse', { description: 'Encryption by the store.', simpleResolvers: true })
class S3SseType {
  @Field(() => S3EncryptionEnum, { description: 'How it encrypts new objects.' })
  readonly mode: S3Encryption;

  @Field(() => String, { nullable: true, description: 'The key of AWS_KMS; null: that of the store.' })
  readonly kmsKeyId: string | null;
}

@ObjectType('S3Settings', {
  description: 'What a bucket is reached with. Keys are not among it: nobody can read them again.',
  simpleResolvers: true,
})
export class S3SettingsType implements S3Settings {
  @Field(() => String, { nullable: true, description: 'Address of the store; null: AWS. Fixed.' })
  readonly endpoint: string | null;

  @Field(() => String, { description: 'Region of the bucket.' })
  readonly region: string;

  @Field(() => String, { description: 'The bucket. Fixed.' })
  readonly bucket: string;

  @Field(() => String, {
    description: 'What the names of all objects begin with; empty, or ending in "/". Fixed.',
  })
  readonly prefix: string;

  @Field(() => Boolean, { description: 'The bucket stands in the path of addresses, not in the host name.' })
  readonly forcePathStyle: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Storage class of new objects; null: that of the bucket.',
  })
  readonly storageClass: string | null;

  @Field(() => S3SseType, { description: 'Encryption by the store.' })
  readonly sse: S3Settings['sse'];

  @Field(() => String, {
    nullable: true,
    description: 'PEM: the only authorities whose certificates are trusted; null: those of the machine.',
  })
  readonly caBundle: string | null;

  @Field(() => Boolean, { description: 'The endpoint may be plain http. Fixed.' })
  readonly allowHttp: boolean;

  @Field(() => S3ChecksumsEnum, { description: 'What is asked of the store about checksums.' })
  readonly checksums: S3Checksums;

  @Field(() => S3CredentialsEnum, { description: 'Who Holdfast is there. Fixed.' })
  readonly credentials: S3Credentials;
}

@ObjectType('DefaultRetention', {
  description: 'What locks each new object by itself.',
  simpleResolvers: true,
})
class DefaultRetentionType {
  @Field(() => RetentionModeEnum, { description: 'How the lock holds.' })
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';

  @Field(() => Int, { description: 'For how many days.' })
  readonly days: number;
}

@ObjectType('LocationCapabilities', {
  description: 'What a store was seen to be able to do.',
  simpleResolvers: true,
})
export class LocationCapabilitiesType implements LocationCapabilities {
  @Field(() => DateTime, { description: 'When an object was last written, read back and deleted for it.' })
  readonly probedAt: string;

  @Field(() => StoreChecksumsEnum, { description: 'How uploads are held against their digests.' })
  readonly checksums: LocationCapabilities['checksums'];

  @Field(() => Boolean, {
    description:
      'The store lets only one of two writers of one name win; where not, Holdfast looks before it writes.',
  })
  readonly conditionalWrites: boolean;

  @Field(() => StoreVersioningEnum, { description: 'Whether the bucket keeps old versions.' })
  readonly versioning: LocationCapabilities['versioning'];

  @Field(() => StoreObjectLockEnum, { description: 'Whether objects can be locked.' })
  readonly objectLock: LocationCapabilities['objectLock'];

  @Field(() => DefaultRetentionType, {
    nullable: true,
    description: 'What locks each new object by itself; null: nothing.',
  })
  readonly defaultRetention: LocationCapabilities['defaultRetention'];
}
