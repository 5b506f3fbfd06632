import { useEffect, useState } from 'preact/hooks';

/** Where the person is: in the part behind `#`, so that links and the back button work without the server. */
export type Route =
  | { page: 'ask'; request?: string; scope?: string }
  | { page: 'zoo'; provider?: string; words?: string }
  | { page: 'operation'; id: string; parameter?: string }
  | { page: 'teach' };

const read = (hash: string): Route => {
  const [page = '', text = ''] = hash.replace(/^#/, '').split('?');
  const values = new URLSearchParams(text);
  const given = (name: string) => (values.get(name) ? { [name]: values.get(name)! } : {});
  if (page === 'zoo') return { page, ...given('provider'), ...given('words') };
  if (page === 'operation') return { page, id: values.get('id') ?? '', ...given('parameter') };
  if (page === 'teach') return { page };
  return { page: 'ask', ...given('request'), ...given('scope') };
};

export function linkTo({ page, ...values }: Route): string {
  const text = new URLSearchParams(values as Record<string, string>).toString();
  return `#${page}${text ? `?${text}` : ''}`;
}

export const operationLink = (id: string, parameter?: string): string =>
  linkTo({ page: 'operation', id, ...(parameter ? { parameter: parameter.split(/[.[]/)[0]! } : {}) });

export function useRoute(): Route {
  const [route, setRoute] = useState(() => read(location.hash));
  useEffect(() => {
    const change = () => setRoute(read(location.hash));
    addEventListener('hashchange', change);
    return () => removeEventListener('hashchange', change);
  }, []);
  return route;
}
