import { Field, Int, ObjectType } from 'type-graphql';
import type { AnyErrorCode } from '../../domain/errors/protocol-errors.js';
import { ErrorCodeEnum } from '../enums.js';

@ObjectType('ServerNotice', {
  description: 'What a person must know before relying on it.',
  simpleResolvers: true,
})
export class ServerNoticeType {
  @Field(() => String, { description: 'A word that stays the same from version to version.' })
  readonly code: string;

  @Field(() => String, { description: 'One sentence.' })
  readonly message: string;
}

@ObjectType('Server', { description: 'This Holdfast.', simpleResolvers: true })
export class ServerType {
  @Field(() => String, { description: 'Its version.' })
  readonly version: string;

  @Field(() => [ServerNoticeType], { description: 'What it does not do yet.' })
  readonly notices: readonly ServerNoticeType[];
}

@ObjectType('ErrorCatalogEntry', {
  description: 'An error code, what it means and what to do about it.',
  simpleResolvers: true,
})
export class ErrorCatalogEntryType {
  @Field(() => ErrorCodeEnum, { description: 'Value of `errors[].extensions.code`.' })
  readonly code: AnyErrorCode;

  @Field(() => String, { description: 'What it means.' })
  readonly meaning: string;

  @Field(() => String, { description: 'What to do about it.' })
  readonly advice: string;

  @Field(() => Boolean, {
    description:
      'Whether the same request may succeed later without anybody changing it. `errors[].extensions.retryable` may know better.',
  })
  readonly retryable: boolean;

  @Field(() => Int, {
    description:
      'HTTP status of an answer that is this error and nothing else. A field that fails comes with 200.',
  })
  readonly httpStatus: number;
}
