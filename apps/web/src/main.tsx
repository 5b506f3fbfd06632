import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type ApiError, api, keyStore, type Provider } from './api.ts';
import { Ask } from './ask.tsx';
import { OperationPage } from './operation.tsx';
import { linkTo, type Route, useRoute } from './route.ts';
import { Teach } from './teach.tsx';
import { ThemeButton } from './theme.tsx';
import { Zoo } from './zoo.tsx';

function App() {
  const route = useRoute();
  const [providers, setProviders] = useState<Provider[]>([]);
  const [problem, setProblem] = useState<ApiError>();
  const load = () => void api.providers().then(setProviders, setProblem);
  useEffect(load, []);
  useEffect(() => setProblem(undefined), [route]);

  const operations = providers.reduce((sum, each) => sum + each.operations, 0);
  return (
    <>
      <header>
        <a class="skip" href="#app">
          To the content
        </a>
        <h1>
          <a href={linkTo({ page: 'ask' })}>Gorilla</a>
        </h1>
        <nav aria-label="Pages">
          <Tab route={route} to={{ page: 'ask' }} label="Ask" />
          <Tab
            route={route}
            to={{ page: 'zoo' }}
            label={operations > 0 ? `Zoo (${operations.toLocaleString('en')})` : 'Zoo'}
          />
          <Tab route={route} to={{ page: 'teach' }} label="Teach" />
        </nav>
        <ThemeButton />
      </header>
      <main>
        {problem?.status === 401 ? (
          <Key
            onKey={() => {
              setProblem(undefined);
              load();
            }}
          />
        ) : (
          problem && (
            <p class="danger" role="alert">
              {problem.message}
            </p>
          )
        )}
        <Page route={route} providers={providers} onProblem={setProblem} onTaught={load} />
      </main>
      <footer>
        <p>
          Every name stands in a document, every value in your words; what you did not say stays blank. <kbd>/</kbd>{' '}
          goes to the question, <kbd>↑</kbd> <kbd>↓</kbd> choose a candidate.
        </p>
      </footer>
    </>
  );
}

function Tab({ route, to, label }: { route: Route; to: Route; label: string }) {
  return (
    <a href={linkTo(to)} aria-current={route.page === to.page ? 'page' : undefined}>
      {label}
    </a>
  );
}

interface PageProps {
  route: Route;
  providers: Provider[];
  onProblem(error: ApiError): void;
  onTaught(): void;
}

function Page({ route, providers, onProblem, onTaught }: PageProps) {
  switch (route.page) {
    case 'ask': {
      const { page: _, ...linked } = route;
      const names = [...new Set(providers.map((each) => each.provider))];
      return <Ask key={JSON.stringify(linked)} {...linked} providers={names} onProblem={onProblem} />;
    }
    case 'zoo': {
      const { page: _, ...linked } = route;
      return <Zoo key={JSON.stringify(linked)} {...linked} providers={providers} onProblem={onProblem} />;
    }
    case 'operation': {
      const { page: _, ...linked } = route;
      return <OperationPage {...linked} onProblem={onProblem} />;
    }
    case 'teach':
      return <Teach onProblem={onProblem} onTaught={onTaught} />;
  }
}

/** Asks for the key of a server that wants one; it stays in this window. */
function Key({ onKey }: { onKey(): void }) {
  const [key, setKey] = useState('');
  return (
    <form
      class="key"
      onSubmit={(event) => {
        event.preventDefault();
        keyStore.set(key.trim());
        onKey();
      }}
    >
      <label>
        This server wants a key{' '}
        <input type="password" autocomplete="off" value={key} onInput={(event) => setKey(event.currentTarget.value)} />
      </label>
      <button type="submit">Use it</button>
    </form>
  );
}

render(<App />, document.getElementById('app')!);
