import { useState } from 'preact/hooks';
import { ApiError, api, type TaughtReply } from './api.ts';
import { linkTo } from './route.ts';

/** Uploads an OpenAPI document; what it describes can be asked for at once. */
export function Teach({ onTaught, onProblem }: { onTaught(): void; onProblem(error: ApiError): void }) {
  const [file, setFile] = useState<File>();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [taught, setTaught] = useState<TaughtReply>();
  const [problem, setProblem] = useState('');

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!file) return;
    setBusy(true);
    setProblem('');
    setTaught(undefined);
    try {
      setTaught(await api.teach(file, name.trim()));
      onTaught();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) onProblem(error);
      else setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setFile(event.dataTransfer?.files[0]);
  };

  return (
    <section aria-label="Teach">
      <form class="teach" onSubmit={submit} onDrop={drop} onDragOver={(event) => event.preventDefault()}>
        <label>
          <span>OpenAPI or Swagger, JSON or YAML{file ? `: ${file.name}` : ''}</span>
          <input
            type="file"
            accept=".json,.yaml,.yml,application/json,application/yaml"
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
        </label>
        <label>
          <span>What it is called from then on</span>
          <input
            placeholder="as the document says"
            pattern="[a-z0-9][a-z0-9._\-]*"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={!file || busy}>
          {busy ? 'Learning …' : 'Teach'}
        </button>
      </form>
      <div aria-live="polite">
        {problem && <p class="danger">{problem}</p>}
        {taught && (
          <div class="taught">
            <p>
              Learnt <strong>{taught.name}</strong>: {taught.operations} operations, {taught.parameters} parameters.{' '}
              <a href={linkTo({ page: 'ask', scope: taught.name })}>Ask for one</a>, or{' '}
              <a href={linkTo({ page: 'zoo', provider: taught.name })}>look at them</a>.
            </p>
            {taught.hints.length > 0 && (
              <ul>
                {taught.hints.map((hint) => (
                  <li key={hint}>{hint}</li>
                ))}
              </ul>
            )}
            {taught.skips > 0 && (
              <details>
                <summary>{taught.skips} parts could not be read</summary>
                <ul>
                  {taught.skipped.map(({ pointer, reason }) => (
                    <li key={pointer}>
                      <code>{pointer}</code> {reason}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </div>
        )}
      </div>
    </section>
  );
}
