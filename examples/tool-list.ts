/** The operations for some words as function definitions for a language model: node examples/tool-list.ts s3 versioning */
import { Gorilla, type Operation } from 'gorilla-ts';

function toolOf({ id, summary, parameters }: Operation) {
  const own = parameters.filter((parameter) => !parameter.global);
  return {
    type: 'function',
    function: {
      name: id.replace(/[^\w-]+/g, '_').slice(0, 64),
      description: summary,
      parameters: {
        type: 'object',
        properties: Object.fromEntries(
          own.map(({ name, type, description, enum: choices }) => [
            name,
            {
              ...(type === 'any' ? {} : { type: type === 'map' ? 'object' : type === 'binary' ? 'string' : type }),
              ...(description ? { description } : {}),
              ...(choices ? { enum: choices } : {}),
            },
          ]),
        ),
        required: own.filter(({ required }) => required).map(({ name }) => name),
      },
    },
  };
}

const gorilla = await Gorilla.open();
const hits = await gorilla.search(process.argv.slice(2).join(' ') || 'bucket versioning', { limit: 3, surface: 'cli' });
console.log(
  JSON.stringify(
    hits.map(({ operation }) => toolOf(operation)),
    null,
    2,
  ),
);
gorilla.close();
