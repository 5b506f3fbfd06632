/**
 * node eval/bench/warm.mjs SDK     the built program in a process of its own, warm: reads `[{ request, surface }]` as JSON from stdin, asks all of it one by one, and
 * writes `{ times, residentBytes }` as JSON: milliseconds of each, and the process's memory in the end.
 */
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

/** So many are asked first, and not counted. */
const WARM_UP = 60;

const { Gorilla } = await import(pathToFileURL(process.argv[2]).href);
const rows = JSON.parse(await text(process.stdin));
const gorilla = await Gorilla.open();
for (const { request, surface } of rows.slice(0, WARM_UP)) await gorilla.ask(request, { surface });
const times = [];
for (const { request, surface } of rows) times.push((await gorilla.ask(request, { surface })).latencyMs);
process.stdout.write(JSON.stringify({ times, residentBytes: process.memoryUsage.rss() }));
gorilla.close();
