import { useEffect, useState } from 'preact/hooks';
import { type ApiError, api, type OperationLine, type Provider } from './api.ts';
import { linkTo, operationLink } from './route.ts';

const LAYERS = { packs: '', user: 'taught', installed: 'of this machine' } as const;
const PAGE = 50;

interface Props {
  providers: Provider[];
  provider?: string;
  words?: string;
  onProblem(error: ApiError): void;
}

/** Providers, the operations of one, or what a search finds. */
export function Zoo({ providers, provider, words = '', onProblem }: Props) {
  const [text, setText] = useState(words);
  const [found, setFound] = useState<OperationLine[]>();
  const [total, setTotal] = useState(0);
  const [offset, setOffset] = useState(0);

  useEffect(() => setOffset(0), [provider, words]);
  useEffect(() => {
    setFound(undefined);
    if (words) api.search(words, provider ?? '').then(setFound, onProblem);
    else if (provider)
      api.operations(provider, offset).then((reply) => {
        setFound(reply.operations);
        setTotal(reply.total);
      }, onProblem);
  }, [provider, words, offset]);

  const info = providers.filter((each) => each.provider === provider);
  return (
    <section aria-label="Zoo">
      <search>
        <form
          class="search"
          onSubmit={(event) => {
            event.preventDefault();
            location.hash = linkTo({
              page: 'zoo',
              ...(provider ? { provider } : {}),
              ...(text.trim() ? { words: text.trim() } : {}),
            });
          }}
        >
          <label>
            <span class="hidden">Words</span>
            <input
              type="search"
              placeholder={provider ? `Search ${provider}` : 'Search all operations, or type a provider'}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </label>
          <button type="submit">Search</button>
        </form>
      </search>
      {provider && (
        <p>
          <a href={linkTo({ page: 'zoo' })}>All providers</a> / <strong>{provider}</strong>{' '}
          {info
            .flatMap((each) => each.sources)
            .slice(0, 3)
            .map((source) => (
              <small key={source.package}>
                {source.package} {source.version} ({source.licence}){' '}
              </small>
            ))}
        </p>
      )}
      {!provider && !words ? <Providers providers={providers} filter={text} /> : <Operations found={found} />}
      {provider && !words && total > PAGE && (
        <nav class="pages" aria-label="Pages">
          <button type="button" disabled={offset === 0} onClick={() => setOffset(offset - PAGE)}>
            Before
          </button>
          <span>
            {offset + 1} to {Math.min(offset + PAGE, total)} of {total.toLocaleString('en')}
          </span>
          <button type="button" disabled={offset + PAGE >= total} onClick={() => setOffset(offset + PAGE)}>
            More
          </button>
        </nav>
      )}
    </section>
  );
}

function Providers({ providers, filter }: { providers: Provider[]; filter: string }) {
  const shown = providers
    .filter((each) => each.provider.includes(filter.trim().toLowerCase()))
    .sort((a, b) => b.operations - a.operations);
  return (
    <ul class="providers" aria-label="Providers">
      {shown.slice(0, 300).map(({ provider, operations, layer }) => (
        <li key={`${provider} ${layer}`}>
          <a href={linkTo({ page: 'zoo', provider })}>{provider}</a>{' '}
          <small>
            {operations.toLocaleString('en')} {LAYERS[layer]}
          </small>
        </li>
      ))}
      {shown.length > 300 && <li>and {shown.length - 300} more: type a part of the name</li>}
    </ul>
  );
}

function Operations({ found }: { found: OperationLine[] | undefined }) {
  if (!found) return <p aria-busy="true">…</p>;
  if (found.length === 0) return <p>Nothing found.</p>;
  return (
    <ul class="operations" aria-label="Operations">
      {found.map(({ id, summary, path }) => (
        <li key={id}>
          <a href={operationLink(id)}>{path}</a> <small>{summary}</small>
        </li>
      ))}
    </ul>
  );
}
