import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Structured } from './answer/structured.ts';
import type { Turnstile } from './turnstile.ts';

/** What Prometheus sees. Labels are routes and outcomes, never texts. */
export class Metrics {
  readonly registry = new Registry();
  readonly #answers = new Counter({
    name: 'gorilla_answers_total',
    help: 'Answers by outcome: call, blanks, abstained, tool_calls',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  readonly #requests = new Histogram({
    name: 'gorilla_http_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor(app: FastifyInstance, turnstile: Turnstile) {
    const { registry } = this;
    collectDefaultMetrics({ register: registry });
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
    gauge('gorilla_requests_running', 'Requests that are being answered', () => turnstile.running);
    gauge('gorilla_requests_waiting', 'Requests that wait for their turn', () => turnstile.waiting);
    app.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'none';
      this.#requests.observe(
        { method: request.method, route, status: String(reply.statusCode) },
        reply.elapsedTime / 1000,
      );
    });
  }

  answered(answer: Structured): void {
    const blanks = answer.candidates[0]?.calls.some((call) => call.blanks.length > 0);
    this.#answers.inc({ outcome: answer.abstained ? 'abstained' : blanks ? 'blanks' : 'call' });
  }

  called(): void {
    this.#answers.inc({ outcome: 'tool_calls' });
  }
}
