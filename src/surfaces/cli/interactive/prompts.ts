import { AppError } from '../../../schema/error.ts';

export interface Choice<Value> {
  value: Value;
  label: string;
  hint?: string;
}

/** The questions that a conversation asks. Each fails with `cancelled` when the person presses Ctrl-C or Escape. */
export interface Prompts {
  select<Value extends string | number>(message: string, choices: Choice<Value>[]): Promise<Value>;
  /** `wrong` says what is wrong with an input, or nothing. */
  text(
    message: string,
    options: { initial?: string; placeholder?: string; wrong?(input: string): string | undefined },
  ): Promise<string>;
  secret(message: string): Promise<string>;
  /** No is the answer to start with. */
  confirm(message: string): Promise<boolean>;
  say(text: string): void;
}

/** The terminal's own, loaded only when a person is there to answer. */
export async function terminalPrompts(): Promise<Prompts> {
  const clack = await import('@clack/prompts');
  const given = <Value>(value: Value): Exclude<Value, symbol> => {
    if (clack.isCancel(value)) throw new AppError('cancelled', 'Nothing was run.', 'Start again whenever you like.');
    return value as Exclude<Value, symbol>;
  };
  return {
    select: async (message, choices) => {
      // The library's option type is conditional on the value's; ours are plain values with labels, which fit both branches.
      const options = choices as Parameters<typeof clack.select<string | number>>[0]['options'];
      return given(
        await clack.select<string | number>({ message, options, maxItems: 12 }),
      ) as (typeof choices)[number]['value'];
    },
    text: async (message, { initial, placeholder, wrong }) =>
      given(
        await clack.text({
          message,
          ...(initial === undefined ? {} : { initialValue: initial }),
          ...(placeholder === undefined ? {} : { placeholder }),
          validate: (input) => wrong?.(input ?? ''),
        }),
      ) ?? '',
    secret: async (message) => given(await clack.password({ message })) ?? '',
    confirm: async (message) => given(await clack.confirm({ message, initialValue: false })),
    say: (text) => clack.log.message(text),
  };
}
