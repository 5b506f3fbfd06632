import { useEffect, useState } from 'preact/hooks';
import { type ApiError, api, type Filled, type InLanguages, type StructuredCall, type Surface } from './api.ts';
import { CopyButton } from './copy.tsx';
import { operationLink } from './route.ts';

const LANGUAGES: { surface: Surface; label: string }[] = [
  { surface: 'cli', label: 'Command line' },
  { surface: 'http', label: 'curl' },
  { surface: 'python', label: 'Python' },
  { surface: 'typescript', label: 'TypeScript' },
];

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

export interface Highlight {
  active: number | undefined;
  onActive(at: number | undefined): void;
}

/** One call: its text in four languages, the arguments with their words and documents, and its blanks to fill. */
export function CallView({
  call: asked,
  request,
  highlight,
}: {
  call: StructuredCall;
  request: string;
  highlight: Highlight;
}) {
  const [filled, setFilled] = useState<Filled>();
  const [language, setLanguage] = useState<Surface>(asked.surface);
  const [problem, setProblem] = useState('');
  const call = filled?.call ?? asked;
  const texts: Partial<InLanguages> = filled?.languages ?? { [asked.surface]: asked.text };

  const fill = (values: Record<string, string>) =>
    api.fill(request, call, values).then(
      (reply) => {
        setFilled(reply);
        setProblem('');
      },
      (error: ApiError) => setProblem(error.message),
    );
  // The other languages come behind the answer, which shall not wait for them.
  useEffect(() => {
    void fill({});
  }, [asked]);

  const text = texts[language];
  return (
    <article class="call" aria-label={call.path}>
      <div class="languages" role="tablist" aria-label="Language">
        {LANGUAGES.map(({ surface, label }) => (
          <button
            key={surface}
            type="button"
            role="tab"
            aria-selected={surface === language}
            disabled={filled !== undefined && filled.languages[surface] === null}
            title={filled?.languages[surface] === null ? 'The document knows no such form' : ''}
            onClick={() => setLanguage(surface)}
          >
            {label}
          </button>
        ))}
      </div>
      <div class="text">
        <pre>
          <code>{text ?? '…'}</code>
        </pre>
        {text && <CopyButton text={text} label={`Copy the call as ${language}`} />}
      </div>
      {call.destructive && <p class="danger">This deletes, ends or overwrites something.</p>}
      {call.deprecated && <p class="warning">The document calls this deprecated.</p>}
      {problem && (
        <p class="danger" role="alert">
          {problem}
        </p>
      )}
      <p class="summary">
        <a href={operationLink(call.operation)}>{call.path}</a>: {call.summary}
      </p>
      <Arguments call={call} highlight={highlight} />
      {call.blanks.length > 0 && <Blanks call={call} refused={filled?.refused ?? {}} onFill={fill} />}
      {call.findings.map((finding) => (
        <p key={finding.message} class={finding.severity === 'error' ? 'danger' : 'warning'}>
          {finding.message}
        </p>
      ))}
      {call.source && (
        <p class="source">
          Documented by {call.source.package} {call.source.version} ({call.source.licence}), at{' '}
          <code>{call.source.pointer}</code>
        </p>
      )}
    </article>
  );
}

function Arguments({ call, highlight }: { call: StructuredCall; highlight: Highlight }) {
  if (call.explanation.length === 0) return null;
  return (
    <ul class="arguments">
      {call.explanation.map((argument, at) => (
        <li
          key={argument.name}
          class={`argument tint-${at % 6}${highlight.active === at ? ' active' : ''}`}
          onMouseEnter={() => highlight.onActive(at)}
          onMouseLeave={() => highlight.onActive(undefined)}
          onFocusIn={() => highlight.onActive(at)}
          onFocusOut={() => highlight.onActive(undefined)}
        >
          <a class="name" href={operationLink(call.operation, argument.name)}>
            {argument.name}
          </a>{' '}
          <code class="value">{shown(argument.value)}</code> <span class="reason">{reasonOf(argument)}</span>
          {argument.documentation && <p class="documentation">{argument.documentation}</p>}
        </li>
      ))}
    </ul>
  );
}

function reasonOf({ from, words, how }: StructuredCall['explanation'][number]): string {
  switch (from) {
    case 'request':
      return how ? `from “${words}” (${how})` : `from “${words}”`;
    case 'enum':
      return `from “${words}”, one of the allowed values`;
    case 'flag':
      return `meant by “${words}”`;
    case 'default':
      return 'the only or default value of the document';
    case 'example':
      return 'as in an example of the document';
    case 'person':
      return 'given by you';
  }
}

const idOf = (blank: string): string => `blank-${blank}`;

function Blanks({
  call,
  refused,
  onFill,
}: {
  call: StructuredCall;
  refused: Record<string, string>;
  onFill(values: Record<string, string>): void;
}) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const values = new FormData(event.currentTarget as HTMLFormElement);
    onFill(Object.fromEntries([...values].map(([name, value]) => [name, String(value)])));
  };
  return (
    <form class="blanks" onSubmit={submit} aria-label="What is missing">
      {call.blanks.map((blank) => (
        <label key={blank.name} for={idOf(blank.name)}>
          <span>
            {blank.name} <em>{blank.format ?? blank.type}</em>
          </span>
          {blank.enum && blank.enum.length <= 40 ? (
            <select id={idOf(blank.name)} name={blank.name}>
              <option value="" />
              {blank.enum.map((value) => (
                <option key={value}>{value}</option>
              ))}
            </select>
          ) : (
            <input id={idOf(blank.name)} name={blank.name} autocomplete="off" spellcheck={false} />
          )}
          {refused[blank.name] && (
            <strong class="danger" role="alert">
              {refused[blank.name]}
            </strong>
          )}
          {blank.documentation && <small>{blank.documentation}</small>}
        </label>
      ))}
      <button type="submit">Fill</button>
    </form>
  );
}
