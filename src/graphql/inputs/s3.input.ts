import { Field, InputType } from 'type-graphql';
import type { S3Checksums, S3Credentials, S3Encryption } from '../../domain/s3-settings.js';
import { given } from '../arguments.js';
import { S3ChecksumsEnum, S3CredentialsEnum, S3EncryptionEnum } from '../enums.js';

@InputType('S3SseInput', { description: 'Encryption by the store.' })
export class S3SseInput {
  @Field(() => S3EncryptionEnum, { description: 'How it encrypts new objects.' })
  readonly mode: S3Encryption;

  @Field(() => String, { nullable: true, description: 'Id, alias or ARN of the key; only with AWS_KMS.' })
  readonly kmsKeyId?: string | null;
}

@InputType('EditS3Input', {
  description: 'Changes of a bucket. What is not given stays; an empty text takes a setting away.',
})
export class EditS3Input {
  @Field(() => String, { nullable: true, description: 'Region of the bucket; us-east-1 when never given.' })
  readonly region?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'The bucket in the path of addresses, not in the host name; true by default with an endpoint.',
  })
  readonly forcePathStyle?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Storage class of new objects, such as STANDARD_IA.' })
  readonly storageClass?: string | null;

  @Field(() => S3SseInput, { nullable: true, description: 'Encryption by the store.' })
  readonly sse?: S3SseInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'PEM: the only authorities whose certificates are trusted, 64 KiB at most.',
  })
  readonly caBundle?: string | null;

  @Field(() => S3ChecksumsEnum, { nullable: true, description: 'AUTO when never given.' })
  readonly checksums?: S3Checksums | null;

  @Field(() => String, { nullable: true, description: 'The key. Given together with its secret.' })
  readonly accessKeyId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The secret of the key. It is kept encrypted and never shown again.',
  })
  readonly secretAccessKey?: string | null;

  @Field(() => String, { nullable: true, description: 'The token of a key that is good for a time.' })
  readonly sessionToken?: string | null;
}

@InputType('CreateS3Input', { description: 'A bucket for backups.' })
export class CreateS3Input extends EditS3Input {
  @Field(() => String, { description: 'The bucket. It must be there: Holdfast makes none.' })
  readonly bucket: string;

  @Field(() => String, {
    nullable: true,
    description: '`https://host[:port]` of a compatible store; AWS when not given.',
  })
  readonly endpoint?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the names of all objects begin with, such as `team/a`. No two locations may lie in each other.',
  })
  readonly prefix?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Let the endpoint be plain http: everybody on the way can read the backups then.',
  })
  readonly allowHttp?: boolean | null;

  @Field(() => S3CredentialsEnum, { nullable: true, description: 'STATIC_KEYS when not given.' })
  readonly credentials?: S3Credentials | null;
}

/** Without what was not given. */
export function s3Of<T extends EditS3Input>({ sse, ...rest }: T) {
  const asked = sse && { mode: sse.mode, ...given({ kmsKeyId: sse.kmsKeyId }) };
  return { ...given(rest), ...(asked && { sse: asked }) };
}
