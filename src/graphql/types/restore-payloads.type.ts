import { type ClassType, Field, ObjectType } from 'type-graphql';
import { deletedPayload } from './payloads.type.js';
import { RestoreType } from './restore.type.js';

function restorePayload(name: string, description: string): ClassType<{ restore: object }> {
  @ObjectType(name, { description: 'Answer of the mutation.', simpleResolvers: true })
  class Payload {
    @Field(() => RestoreType, { description })
    readonly restore: object;
  }
  return Payload;
}

export const CreateRestorePayload = restorePayload(
  'CreateRestorePayload',
  'The restore, IN_PROGRESS: subscribe to `restoreUpdated` to watch it.',
);
export const CancelRestorePayload = restorePayload(
  'CancelRestorePayload',
  'The restore: it ends at the next step of its run, and what was made stays.',
);
export const DeleteRestorePayload = deletedPayload('DeleteRestorePayload');
