/** Asked for by a person: shows that a route reaches its channel. */
import { type Message, section } from '../blocks.js';
import { moment } from '../numbers.js';

export function testMessage(asOf: string): Message {
  const text = 'This is a test message of Holdfast: alerts of this route arrive here.';
  return {
    text,
    blocks: [section(`${text} Nothing has happened and nothing needs to be done (${moment(asOf)}).`)],
  };
}
