import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiError, api, type Structured, type Surface } from './api.ts';
import { CallView } from './call.tsx';
import { piecesOf } from './spans.ts';

const EXAMPLES = [
  'keep logs of group /aws/lambda/billing for two weeks',
  'restart the deployment api in namespace prod',
  'reboot an ec2 instance',
  'open an issue in acme/shop titled "Cart is empty"',
];

interface Props {
  request?: string;
  scope?: string;
  providers: string[];
  onProblem(error: ApiError): void;
}

export function Ask({ request: linked = '', scope: linkedScope = '', providers, onProblem }: Props) {
  const [text, setText] = useState(linked);
  const [surface, setSurface] = useState('');
  const [scope, setScope] = useState(linkedScope);
  const [answer, setAnswer] = useState<Structured>();
  const [busy, setBusy] = useState(false);
  const [chosen, choose] = useState(0);
  const input = useRef<HTMLTextAreaElement>(null);

  const ask = async (request: string) => {
    if (!request.trim()) return;
    setBusy(true);
    try {
      const names = scope
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean);
      const options = {
        ...(surface ? { surface: surface as Surface } : {}),
        ...(names.length > 0 ? { scope: names } : {}),
      };
      setAnswer(await api.ask(request.trim(), options));
      choose(0);
    } catch (error) {
      onProblem(error as ApiError);
    } finally {
      setBusy(false);
    }
  };

  useEffect(() => {
    input.current?.focus();
    if (linked) void ask(linked);
    const keys = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (event.key === '/' && !typing) {
        event.preventDefault();
        input.current?.focus();
      }
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  }, []);

  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void ask(text);
  };

  return (
    <section aria-label="Ask">
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          void ask(text);
        }}
      >
        <label>
          <span class="hidden">Your task</span>
          <textarea
            ref={input}
            rows={2}
            maxLength={8000}
            placeholder="What do you want to do?"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={enter}
          />
        </label>
        <div class="options">
          <label>
            Write{' '}
            <select value={surface} onChange={(event) => setSurface(event.currentTarget.value)}>
              <option value="">what fits</option>
              <option value="cli">a command line</option>
              <option value="http">an HTTP request</option>
              <option value="python">Python</option>
              <option value="typescript">TypeScript</option>
            </select>
          </label>
          <label>
            only{' '}
            <input
              list="providers"
              placeholder="all providers"
              value={scope}
              onInput={(event) => setScope(event.currentTarget.value)}
            />
          </label>
          <datalist id="providers">
            {providers.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <button type="submit" disabled={busy}>
            Find the call
          </button>
        </div>
      </form>
      <div aria-live="polite" aria-busy={busy}>
        {answer && <Answer answer={answer} chosen={chosen} choose={choose} />}
      </div>
      {!answer && !busy && (
        <ul class="examples" aria-label="Examples">
          {EXAMPLES.map((example) => (
            <li key={example}>
              <button
                type="button"
                onClick={() => {
                  setText(example);
                  void ask(example);
                }}
              >
                {example}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Answer({ answer, chosen, choose }: { answer: Structured; chosen: number; choose(at: number): void }) {
  const [active, setActive] = useState<number>();
  const candidate = answer.candidates[chosen];
  const call = candidate?.calls.length === 1 ? candidate.calls[0] : undefined;
  return (
    <>
      <p class="request">
        <span class="hidden">Your words: </span>
        {piecesOf(answer.request, call).map((piece, at) =>
          piece.arguments.length === 0 ? (
            piece.text
          ) : (
            <mark
              key={at}
              class={`tint-${piece.arguments[0]! % 6}${piece.arguments.some((each) => each === active) ? ' active' : ''}`}
              title={piece.arguments.map((each) => call?.explanation[each]?.name).join(', ')}
              onMouseEnter={() => setActive(piece.arguments[0])}
              onMouseLeave={() => setActive(undefined)}
            >
              {piece.text}
            </mark>
          ),
        )}
      </p>
      {answer.abstained && <p class="warning">No such call: nothing in the zoo serves this. The nearest operations:</p>}
      <div class="answer">
        <Candidates answer={answer} chosen={chosen} choose={choose} />
        <div class="calls" id="call">
          {candidate?.calls.map((each, at) => (
            <CallView
              key={`${answer.request} ${chosen} ${at}`}
              call={each}
              request={answer.request}
              highlight={{ active: call ? active : undefined, onActive: setActive }}
            />
          ))}
        </div>
      </div>
    </>
  );
}

/** A list box: the arrow keys choose. */
function Candidates({ answer, chosen, choose }: { answer: Structured; chosen: number; choose(at: number): void }) {
  const list = useRef<HTMLDivElement>(null);
  const keys = (event: KeyboardEvent) => {
    const to = event.key === 'ArrowDown' ? chosen + 1 : event.key === 'ArrowUp' ? chosen - 1 : undefined;
    if (to === undefined || to < 0 || to >= answer.candidates.length) return;
    event.preventDefault();
    choose(to);
    list.current?.querySelectorAll<HTMLElement>('[role=option]')[to]?.focus();
  };
  return (
    <div class="candidates" role="listbox" aria-label="Candidates" ref={list} onKeyDown={keys}>
      {answer.candidates.map((candidate, at) => (
        <div
          key={candidate.calls.map((call) => call.operation).join(' ')}
          role="option"
          aria-selected={at === chosen}
          tabIndex={at === chosen ? 0 : -1}
          onClick={() => choose(at)}
          onKeyDown={(event) => event.key === 'Enter' && choose(at)}
        >
          <strong>{candidate.calls.map((call) => call.path).join(', then ')}</strong>
          <small>{candidate.calls.map((call) => call.summary).join('; ')}</small>
          <meter
            min={0}
            max={1}
            value={candidate.confidence}
            aria-label="Confidence"
            title={`${Math.round(candidate.confidence * 100)} %`}
          />
        </div>
      ))}
    </div>
  );
}
