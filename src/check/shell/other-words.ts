import type { CommandTree } from '../../verify/parse/command-tree.ts';

/** Words that programs have for one thing, the usual ones first; behind `|` stand those that people and models put for them. */
const GROUPS = [
  `get show view describe inspect info cat read status |
   fetch obtain retrieve acquire gather grab collect display present reveal see get-info show-info view-info print-info
   get-details show-details view-details details get-data show-data`,
  `list ls |
   list-all show-all get-all view-all print-all display-all enumerate get-list show-list print-list list-everything`,
  `delete remove rm destroy del uninstall drop clear clean |
   erase delete-all remove-all clear-all wipe wipe-out eliminate discard trash get-rid dispose`,
  `update edit set config configure upgrade patch |
   modify alter change amend adjust revise edit-all update-all set-value change-value`,
  `create new add init start generate |
   make produce construct fabricate make-new create-new build-new generate-new add-new`,
  `status info check ps state |
   check-status get-status show-status view-status status-check check-state get-state show-state check-health`,
  'start up run serve | begin boot initiate activate-now start-up begin-run',
  'stop down kill terminate cancel | cease finish halt end-run shut-down stop-all kill-all',
  'install add | set-up get-package install-package add-package obtain-package',
  'search find query | look-up seek look find-all search-all locate-all',
  'run exec execute | perform execute-now run-now run-command execute-command do invoke-command',
  'rename move mv | relabel change-name set-name retitle',
  'copy cp clone | duplicate replicate-to make-copy',
  'push upload publish deploy | transmit send-up put-up submit-all',
  'pull download | get-file fetch-all bring retrieve-all',
];

const USUAL = new Map<string, string[]>();
for (const group of GROUPS) {
  const [usual, others] = group.split('|').map((words) => words.trim().split(/\s+/));
  for (const word of others!) USUAL.set(word, [...(USUAL.get(word) ?? []), ...usual!]);
}

/** Below these stand names that users give themselves: aliases, scripts, tasks of a project. Any word may be one. */
const NAMED_BY_USERS =
  /^(?:git|hg|jj|gh|glab|cargo|npm|npx|yarn|pnpm|bun|deno|composer|bundle|gradlew?|mvn|ant|make|rake|just|task|rails|artisan|php|mix|lein|sbt|nx|turbo|mise|tmux|tox|nox|invoke|fab|doit|mage|ansible|ddev|lando|melos|fastlane)$/;
/** These find plug-ins by their names: a usual word may be one. */
const WITH_PLUGINS =
  /^(?:kubectl|oc|helm|docker|podman|brew|conda|mamba|heroku|cf|asdf|poetry|pdm|vagrant|dotnet|drush|wp|salt|knife|react-native|expo|serverless|sls|krew|tkn|kn|op|st2|sfdx?|netlify|amplify|vue|ng|next|ember|hexo|gatsby|meteor|flutter|dart|snap|nix|guix|jupyter|vault|consul|nomad|symfony|doctrine|chef|firebase)$/;

/** Of so many programs as have it, a word is hardly also a command that a document is silent about. */
const RARE = 0.01;

/**
 * Whether a word was put for a usual one: of the words that people and models make commands of, such as next to no program has (`obtain`,
 * `list-all`), or such as the program has another word for (`fetch` beside `get`). `instead` is what it has.
 */
export function isPutForUsual(
  tree: CommandTree,
  path: readonly string[],
  word: string,
  commands: ReadonlyMap<string, unknown>,
): { instead: string | undefined } | undefined {
  const usual = USUAL.get(word);
  const isTop = path.length === 1;
  if (!usual || (isTop && NAMED_BY_USERS.test(path[0]!))) return undefined;
  const instead = usual.find((one) => commands.has(one));
  const believed = tree.share(word) <= RARE || (instead !== undefined && !(isTop && WITH_PLUGINS.test(path[0]!)));
  return believed ? { instead } : undefined;
}
