import { table } from '../../schema/table.ts';

interface Names {
  whole: ReadonlySet<string>;
  /** Beginnings: `credential-*`. */
  begin: readonly string[];
}

function names(text: string): Names {
  const words = text.trim().split(/\s+/);
  return {
    whole: new Set(words.filter((word) => !word.endsWith('*'))),
    begin: words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
  };
}

/**
 * Commands that exist and that no document of the zoo describes: those of a program's newer edition, rare ones of git's own, and well-known
 * plug-ins. They are `unknown`; any other word at their place is no command.
 */
const COMMANDS: Record<string, Names> = table({
  // The second edition of the AWS command line; the documents are of the first.
  aws: names('sso history cli-dev login logout'),
  'aws sso': names('login logout'),
  'aws configure': names('wizard sso sso-session import list-profiles export-credentials mfa-login'),
  'aws logs': names('tail start-live-tail'),
  'aws ecs': names('monitor-express-gateway-service'),
  git: names(`
    am annotate archimport bugreport bundle check-attr check-ignore check-mailmap check-ref-format
    checkout-index column commit-graph commit-tree cvs* diagnose diff-files diff-index diff-tree difftool
    fast-export fast-import fetch-pack fmt-merge-msg for-each-ref for-each-repo get-tar-commit-id gitk gui
    hash-object help http-backend http-fetch http-push imap-send index-pack instaweb interpret-trailers lfs
    flow svn p4 last-modified mailinfo mailsplit merge-base merge-file merge-index merge-one-file merge-tree
    mktag mktree multi-pack-index name-rev pack-objects pack-redundant pack-refs patch-id prune prune-packed
    quiltimport read-tree receive-pack refs remote-* repack replace replay repo request-pull scalar
    send-email send-pack sh-* show-branch show-index show-ref stripspace symbolic-ref unpack-file
    unpack-objects update-index update-ref update-server-info upload-* var verify-commit verify-pack
    verify-tag version whatchanged write-tree subrepo secret crypt absorb town machete branchless extras cola
    delta filter-repo annex review cliff abort alias archive-file authors browse browse-ci brv bulk changelog
    clear clear-soft coauthor commits-since contrib count cp create-branch delete-* effort fame feature
    force-clone fork fresh-branch gh-pages graft guilt ignore ignore-io imerge info local-commits lock locked
    magic merge-into merge-repo missing mr obliterate paste pr psykorebase pull-request reauthor rebase-patch
    release rename-* repl reset-file root rscp scp sed setup show-* squash stamp standup subtree summary sync
    touch undo unlock unwip utimes wip blame-someone-else credential credential-* sizer open recent
    quick-stats get worktree-* tf hub bug
  `),
  kubectl: names(`
    krew ctx ns neat tree kuberc options plugin argo cnpg cert-manager df-pv images ingress-nginx minio
    node-shell oidc-login sniff stern tail view-secret who-can whoami rook-ceph kyverno slice outdated popeye
    resource-capacity virt testkube karmada kudo kuttl trace access-matrix advise-psp deprecations get-all
    grep iexec konfig lineage modify-secret permissions rbac-lookup rolesum score view-allocations
    view-utilization hns oidc datree convert
  `),
  docker: names(`
    ai app desktop dev debug extension feedback init mcp model offload pass sandbox scan scout slim machine
    checkpoint trust cloud harmonia builder manifest bake help
  `),
  'docker manifest': names('push rm'),
  cargo: names(`
    add audit binstall binutils bloat cache careful chef clone component criterion cross deb deny dist edit
    expand features flamegraph fmt fuzz geiger generate hack info insta lambda leptos license llvm-cov
    machete make miri modules msrv mutants ndk nextest outdated pgrx release rm semver-checks set-version
    shuttle sort sweep tarpaulin tauri udeps update-* upgrade valgrind vet watch web wizard workspaces xtask
    zigbuild
  `),
  dnf: names(`
    builddep changelog config-manager copr debuginfo-install download groups-manager leaves needs-restarting
    offline-upgrade playground repoclosure repodiff repograph repomanage reposync show-leaves system-upgrade
    versionlock automatic
  `),
  gh: names(`
    accessibility actions agent-task attestation copilot environment exit-codes extension extensions ext formatting licenses mintty
    org preview reference ruleset rs status classroom dash skyline screensaver poi notify branch clean-branches markdown-preview
    eco gei models migrate-* sbom stack s user-stars webhook contribs
  `),
  ip: names(
    'maddress tuntap netconf tcp_metrics token macsec mptcp ioam xfrm fou ila l2tp sr vrf mroute mrule ntable nexthop',
  ),
  npm: names('diff query sbom find-dupes prefix trust undeprecate install-scripts'),
  ng: names('extract-i18n analytics cache deploy'),
  // Each digest and cipher is a command too.
  openssl: names(
    'md* sha* blake2* shake* sm3 sm4* ripemd* rmd160 aes* aria* camellia* des* rc* bf* cast* chacha20 idea* seed* base64 zlib',
  ),
  svn: names('changelist cl x-shelve x-unshelve patch relocate auth'),
  helm: names('diff secrets plugin s3 gcs push unittest mapkubeapis 2to3 dashboard schema docs'),
});

/** Options that a program takes everywhere and that no document of the zoo has. */
const OPTIONS: Record<string, RegExp> = table({
  git: /^--ignore-matching-lines$/,
  // Of the second edition.
  aws: /^(?:--cli-binary-format|--no-cli-pager|--cli-auto-prompt|--no-cli-auto-prompt|--cli-error-format)$/,
});

export function isUndescribed(path: readonly string[], word: string): boolean {
  const known = COMMANDS[path.join(' ')];
  return known !== undefined && (known.whole.has(word) || known.begin.some((beginning) => word.startsWith(beginning)));
}

/** Choices that only a newer edition has. */
const CHOICES: Record<string, RegExp> = table({ 'aws --output': /^yaml(?:-stream)?$/ });

export function isUnlisted(program: string, option: string | undefined, value: string | undefined): boolean {
  if (option === undefined) return false;
  return OPTIONS[program]?.test(option) === true || CHOICES[`${program} ${option}`]?.test(value ?? '') === true;
}
