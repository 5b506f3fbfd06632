import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../cli/fake-engine.ts';
import { LocalService } from '../../cli/service.ts';
import { answerConversation } from './answer-turns.ts';
import { followUpForm, nounsOf, valueIn } from './follow-up.ts';
import { type ChatMessage, readMessages } from './messages.ts';
import { settingsOf } from './settings.ts';

let service: LocalService;
beforeAll(async () => {
  service = new LocalService(await openEngine());
});

const user = (content: string): ChatMessage => ({ role: 'user', content });
const system = (content: string): ChatMessage => ({ role: 'system', content });
const reply = (content: string): ChatMessage => ({ role: 'assistant', content });

const answered = (...messages: ChatMessage[]) => answerConversation(service, readMessages(messages), {});
async function textOf(...messages: ChatMessage[]): Promise<string> {
  const { answer } = await answered(...messages);
  return answer.abstained ? 'no such call' : answer.candidates[0]!.calls.map((call) => call.rendered.text).join('\n');
}

describe('readMessages', () => {
  it('joins text parts, keeps the places of turns, and collects system messages', () => {
    const read = readMessages([
      system('Be brief.'),
      user('scale web'),
      reply('kubectl scale web'),
      { role: 'developer', content: 'Only kubectl.' },
      { role: 'user', content: [{ type: 'text', text: 'to 3' }] },
    ]);
    expect(read.turns).toEqual([
      { text: 'scale web', message: 1 },
      { text: 'to 3', message: 4 },
    ]);
    expect(read.system).toBe('Be brief.\nOnly kubectl.');
  });
  it('knows the results of functions that stand behind the last task', () => {
    const called: ChatMessage = {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'c1', function: { name: 'weather', arguments: '{}' } }],
    };
    const result: ChatMessage = { role: 'tool', tool_call_id: 'c1', content: 'sunny' };
    expect(readMessages([user('weather?'), called, result]).results).toEqual([{ name: 'weather', text: 'sunny' }]);
    expect(readMessages([user('weather?'), called, result, user('scale web')]).results).toEqual([]);
  });
  it.each<[string, ChatMessage[], string]>([
    ['no message of the user', [system('x')], 'bad-request'],
    ['an empty last message', [user('scale web'), user('  ')], 'empty-request'],
    ['an image', [{ role: 'user', content: [{ type: 'image_url' }] }], 'bad-request'],
  ])('refuses %s', (_, messages, code) => {
    expect(() => readMessages(messages)).toThrow(expect.objectContaining({ code }));
  });
});

describe('settingsOf', () => {
  const known = new Set(['aws', 'kubectl', 'git', 'helm', 'time', 'gcloud']);
  it.each([
    ['', {}],
    ['You are a helpful assistant for git users.', {}],
    ['Answer only with kubectl.', { scope: ['kubectl'] }],
    ['Use kubectl and helm only. The user likes git.', { scope: ['kubectl', 'helm'] }],
    ['Only one call at a time, with git.', { scope: ['git'] }],
    ['scope: aws, gcloud\nsurface: http', { scope: ['aws', 'gcloud'], surface: 'http' }],
    ['scope: nosuch', { scope: ['nosuch'] }],
    ['Answer in Python.', { surface: 'python', style: 'python' }],
    ['Give me curl, please. Only aws.', { scope: ['aws'], surface: 'http', style: 'curl' }],
    ['Write PowerShell', { surface: 'cli', style: 'powershell' }],
    ['The user programs Python.', {}],
  ])('%j', (text, want) => expect(settingsOf(text, known)).toEqual(want));
});

describe('followUpForm', () => {
  it.each([
    ['for bucket acme-logs', 'yes'],
    ['and in region eu-west-1', 'yes'],
    ['bucket: acme-logs', 'yes'],
    ['the bucket is acme-logs', 'yes'],
    ['acme-logs', 'yes'],
    ['"two words"', 'yes'],
    ['make it 5', 'yes'],
    ['the one called acme', 'maybe'],
    ['list', 'maybe'],
    ['delete the pod web-1', 'maybe'],
    ['With kubectl, list the pods of all namespaces that are not running', 'maybe'],
    ['create a bucket for the logs of all my services in every region', 'no'],
  ])('%s: %s', (text, want) => expect(followUpForm(text)).toBe(want));
});

describe('valueIn', () => {
  it.each([
    ['for bucket acme-logs', '--bucket', 'acme-logs'],
    ['acme-logs', '--bucket', 'acme-logs'],
    ['the bucket is acme-logs.', '--bucket', 'acme-logs'],
    ['bucket name: acme-logs', '--bucket-name', 'acme-logs'],
    ['it is called "acme logs"', '--name', 'acme logs'],
    ['make it 5 please', '--replicas', '5'],
    ['5 replicas', '--replicas', '5'],
    ['to 5 replicas instead', '--replicas', '5'],
    ['whatever you think is right', '--bucket', undefined],
  ])('%s for %s', (text, parameter, want) => {
    const at = valueIn(text, nounsOf(parameter));
    expect(at && text.slice(at.start, at.end)).toBe(want);
  });
});

describe('answerConversation', () => {
  const asked = [user('scale web'), reply('kubectl scale web --replicas=<replicas>')];
  it.each<[string, ChatMessage[], string]>([
    ['a first task', [user('scale web')], 'kubectl scale --replicas <replicas> web'],
    ['words that go on', [...asked, user('to 3 replicas')], 'kubectl scale --replicas 3 web'],
    ['a value alone', [...asked, user('3')], 'kubectl scale --replicas 3 web'],
    ['a named value', [...asked, user('replicas: 4')], 'kubectl scale --replicas 4 web'],
    ['a value of the wrong type', [...asked, user('in plenty')], 'no such call'],
    ['a change of mind', [...asked, user('to 3'), reply('…'), user('make it 5')], 'kubectl scale --replicas 5 web'],
    ['a new task', [...asked, user('remove old.log')], 'rm old.log'],
    [
      'the system message',
      [system('The number of replicas is 7.'), user('scale web')],
      'kubectl scale --replicas 7 web',
    ],
    [
      'an earlier turn',
      [user('scale web to 2'), reply('…'), user('remove old.log'), reply('…'), user('please do now scale api')],
      'kubectl scale --replicas 2 api',
    ],
    ['nothing else', [system('replicas: many'), user('scale web')], 'kubectl scale --replicas <replicas> web'],
  ])('fills from %s', async (_, messages, want) => expect(await textOf(...messages)).toBe(want));

  it('says which message each value comes from', async () => {
    const { answer, segments } = await answered(...asked, user('to 3 replicas'));
    const { arguments: given } = answer.candidates[0]!.calls[0]!.call;
    const messages = given.map(({ name, from }) => {
      const start = 'start' in from ? from.start : -1;
      return [name, segments.find((segment) => segment.start <= start && start < segment.end)?.message];
    });
    expect(messages).toEqual([
      ['resource', 0],
      ['--replicas', 2],
    ]);
    expect(answer.request).toBe('scale web to 3 replicas');
  });
  it('says which values come from outside the request', async () => {
    const { given } = await answered(system('replicas = 2'), user('scale web'));
    expect(given).toEqual([{ name: '--replicas', message: 'system' }]);
  });
  it('lets no value in that the document forbids', async () => {
    expect(await textOf(system('replicas = -2'), user('scale web'))).toBe('kubectl scale --replicas <replicas> web');
    expect(await textOf(...asked, user('-2'))).not.toContain('-2');
  });
  it('does not ask for a turn twice', async () => {
    const texts: string[] = [];
    const counting = {
      ask: (text: string, options: object) => {
        texts.push(text);
        return service.ask(text, options);
      },
      fill: service.fill.bind(service),
      explain: service.explain.bind(service),
    };
    await answerConversation(counting, readMessages([...asked, user('to'), user('replicas'), user('3')]), {});
    expect(new Set(texts).size).toBe(texts.length);
  });
});
