import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Server-sent events: `data` is JSON, or text as it is. */
export interface Event {
  event?: string;
  data: object | string;
}
export type Events = Generator<Event, void, void>;

function* written(events: Events): Generator<string, void, void> {
  for (const { event, data } of events) {
    if (event !== undefined) yield `event: ${event}\n`;
    yield `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
  }
}

/** Sends events as the client takes them: a slow reader holds the generator back, not our memory. */
export function sendEvents(reply: FastifyReply, events: Events): FastifyReply {
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(written(events), { objectMode: true, highWaterMark: 4 }));
}
