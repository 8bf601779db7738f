import { Field, ID, InputType, Int } from 'type-graphql';
import type { OperationMode } from '../../domain/state-matrix.js';
import { OperationModeEnum } from '../enums.js';
import { LabelInput } from './label.input.js';

@InputType('RegisterClusterInput', { description: 'A cluster to register.' })
export class RegisterClusterInput {
  @Field(() => String, {
    description: 'Name, unique among clusters: lower case letters, digits, "-" and ".".',
  })
  readonly name: string;

  @Field(() => String, {
    description:
      'The kubeconfig, as YAML or JSON, 64 KiB at most: server, certificate authority, and a token or client certificate, all inline. It is kept encrypted and never shown again.',
  })
  readonly kubeconfig: string;

  @Field(() => String, {
    nullable: true,
    description: 'Which context of the kubeconfig; needed when it has several.',
  })
  readonly context?: string | null;

  @Field(() => OperationModeEnum, { nullable: true, description: 'CLASSIC when not given.' })
  readonly mode?: OperationMode | null;

  @Field(() => [LabelInput], { nullable: true, description: 'Labels; none when not given.' })
  readonly labels?: LabelInput[] | null;
}

@InputType('EditClusterInput', { description: 'Changes of a cluster. What is not given stays as it is.' })
export class EditClusterInput {
  @Field(() => ID, { description: 'UUID of the cluster.' })
  readonly id: string;

  @Field(() => Int, { description: 'The `version` that the change is based on.' })
  readonly expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'New name.' })
  readonly name?: string | null;

  @Field(() => [LabelInput], { nullable: true, description: 'All labels from now on.' })
  readonly labels?: LabelInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'New kubeconfig: the cluster is looked at afresh with it.',
  })
  readonly kubeconfig?: string | null;

  @Field(() => String, { nullable: true, description: 'Which context of the new kubeconfig.' })
  readonly context?: string | null;
}

@InputType('DeleteClusterInput', { description: 'A cluster to remove. Its backups must be gone first.' })
export class DeleteClusterInput {
  @Field(() => ID, { description: 'UUID of the cluster.' })
  readonly id: string;
}

@InputType('ValidateClusterInput', { description: 'A cluster to look at now.' })
export class ValidateClusterInput {
  @Field(() => ID, { description: 'UUID of the cluster.' })
  readonly id: string;
}
