import { Injectable } from '@nestjs/common';
import { Connections } from './connections.ts';
import { type DuePost, ExceptionPosts } from './exception-posts.ts';
import { Outgoing } from './outgoing.ts';
import { isFinal, told } from './partner-answer.ts';

const ANSWER_BYTES_MAX = 64 * 1024;

/** Sends a report of an exception, or the answer to one, to the partner's node, where the same message twice is one. */
@Injectable()
export class ExceptionPostSender {
  constructor(
    private readonly posts: ExceptionPosts,
    private readonly connections: Connections,
    private readonly outgoing: Outgoing,
  ) {}

  async send(post: DuePost): Promise<void> {
    const reach = await this.connections.reach(post.organisation_id, post.partner_id);
    if (!reach?.nodeAddress) return this.posts.failed(post, 'There is no connection to the partner\u2019s node any more: make one, or send the file.');
    const body = { type: 'application/json', text: JSON.stringify(post.body) };
    const answer = await this.outgoing.send({ method: 'POST', url: `${reach.nodeAddress}/exceptions`, token: reach.token, body, most: ANSWER_BYTES_MAX });
    if (answer.kind !== 'answer') return this.posts.failed(post, answer.why);
    await this.connections.heard(reach.id, `${answer.status} to a message about an exception`);
    if (answer.status >= 200 && answer.status < 300) return this.posts.settled(post.message_uuid, 'accepted', null);
    return isFinal(answer.status) ? this.posts.settled(post.message_uuid, 'refused', told(answer)) : this.posts.failed(post, told(answer));
  }
}
