import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiError, api, type Operation, type Source } from './api.ts';
import { linkTo } from './route.ts';

interface Shown {
  operation: Operation;
  source?: Source;
}

/** An operation as its document has it. */
export function OperationPage({
  id,
  parameter,
  onProblem,
}: {
  id: string;
  parameter?: string;
  onProblem(error: ApiError): void;
}) {
  const [shown, setShown] = useState<Shown[]>();
  useEffect(() => {
    api.operation(id).then(setShown, onProblem);
  }, [id]);
  if (!shown) return <p aria-busy="true">…</p>;
  return (
    <section aria-label="Operation">
      {shown.map((each) => (
        <OperationView key={each.operation.id} {...each} {...(parameter ? { meant: parameter } : {})} />
      ))}
    </section>
  );
}

function OperationView({ operation, source, meant }: Shown & { meant?: string }) {
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => line.current?.scrollIntoView({ block: 'center' }), [meant]);
  return (
    <article class="operation">
      <h2>{operation.id}</h2>
      <p>
        <a href={linkTo({ page: 'zoo', provider: operation.provider })}>{operation.provider}</a> · {operation.summary}
      </p>
      {operation.description && <p class="documentation">{operation.description}</p>}
      {operation.destructive && <p class="danger">It deletes, ends or overwrites something.</p>}
      <ul class="invocations" aria-label="Called as">
        {operation.invocations.map(({ surface, path }) => (
          <li key={surface}>
            <small>{surface}</small> <code>{path}</code>
          </li>
        ))}
      </ul>
      {operation.parameters.length > 0 && (
        <table>
          <caption class="hidden">Parameters</caption>
          <thead>
            <tr>
              <th scope="col">Parameter</th>
              <th scope="col">Type</th>
              <th scope="col">What the document says</th>
            </tr>
          </thead>
          <tbody>
            {operation.parameters.map((parameter) => (
              <tr
                key={parameter.name}
                {...(parameter.name === meant ? { ref: line } : {})}
                class={parameter.name === meant ? 'meant' : ''}
              >
                <th scope="row">
                  <code>{parameter.name}</code> {parameter.required && <em>required</em>}
                </th>
                <td>
                  {parameter.enum ? parameter.enum.slice(0, 12).join(' | ') : (parameter.format ?? parameter.type)}
                </td>
                <td>{parameter.description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {operation.examples?.slice(0, 5).map((example) => (
        <figure key={example.call}>
          <figcaption>{example.instruction}</figcaption>
          <pre>
            <code>{example.call}</code>
          </pre>
        </figure>
      ))}
      {source && (
        <p class="source">
          {source.package} {source.version}, {source.licence}, at <code>{operation.origin.pointer}</code>
        </p>
      )}
    </article>
  );
}
