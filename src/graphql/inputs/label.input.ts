import { Field, InputType } from 'type-graphql';

@InputType('LabelInput', { description: 'One label: a key and its value.' })
export class LabelInput {
  @Field(() => String, { description: 'Key: letters, digits, ".", "_", "-" and "/".' })
  readonly key: string;

  @Field(() => String, { description: 'Value: up to 63 letters, digits, ".", "_" and "-"; may be empty.' })
  readonly value: string;
}
