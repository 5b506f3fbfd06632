import { table } from '../../schema/table.ts';

/**
 * Commands that exist and that no document of the zoo describes: those of a program's newer edition, rare ones of git's own, and well-known
 * plug-ins. They are `unknown`; any other word at their place is no command.
 */
const COMMANDS: Record<string, RegExp> = table({
  // The second edition of the AWS command line; the documents are of the first.
  aws: /^(?:sso|history|cli-dev|login|logout)$/,
  'aws sso': /^(?:login|logout)$/,
  'aws configure': /^(?:wizard|sso|sso-session|import|list-profiles|export-credentials|mfa-login)$/,
  'aws logs': /^(?:tail|start-live-tail)$/,
  'aws ecs': /^(?:monitor-express-gateway-service)$/,
  git: /^(?:am|annotate|archimport|bugreport|bundle|check-attr|check-ignore|check-mailmap|check-ref-format|checkout-index|column|commit-graph|commit-tree|cvs\w+|diagnose|diff-files|diff-index|diff-tree|difftool|fast-export|fast-import|fetch-pack|fmt-merge-msg|for-each-ref|for-each-repo|get-tar-commit-id|gitk|gui|hash-object|help|http-backend|http-fetch|http-push|imap-send|index-pack|instaweb|interpret-trailers|lfs|flow|svn|p4|last-modified|mailinfo|mailsplit|merge-base|merge-file|merge-index|merge-one-file|merge-tree|mktag|mktree|multi-pack-index|name-rev|pack-objects|pack-redundant|pack-refs|patch-id|prune|prune-packed|quiltimport|read-tree|receive-pack|refs|remote-\w+|repack|replace|replay|repo|request-pull|scalar|send-email|send-pack|sh-\w+|show-branch|show-index|show-ref|stripspace|symbolic-ref|unpack-file|unpack-objects|update-index|update-ref|update-server-info|upload-\w+|var|verify-commit|verify-pack|verify-tag|version|whatchanged|write-tree|subrepo|secret|crypt|absorb|town|machete|branchless|extras|cola|delta|filter-repo|annex|review|cliff)$/,
  kubectl:
    /^(?:krew|ctx|ns|neat|tree|kuberc|options|plugin|argo|cnpg|cert-manager|df-pv|images|ingress-nginx|minio|node-shell|oidc-login|sniff|stern|tail|view-secret|who-can|whoami|rook-ceph|kyverno|slice|outdated|popeye|resource-capacity|virt|testkube|karmada|kudo|kuttl|trace|access-matrix|advise-psp|deprecations|get-all|grep|iexec|konfig|lineage|modify-secret|permissions|rbac-lookup|rolesum|score|view-allocations|view-utilization|hns|oidc|datree|convert)$/,
  docker:
    /^(?:ai|app|desktop|dev|debug|extension|feedback|init|mcp|model|offload|pass|sandbox|scan|scout|slim|machine|checkpoint|trust|cloud|harmonia|builder|manifest|bake|help)$/,
  helm: /^(?:diff|secrets|plugin|s3|gcs|push|unittest|mapkubeapis|2to3|dashboard|schema|docs)$/,
});

/** Options that a program takes everywhere and that no document of the zoo has. */
const OPTIONS: Record<string, RegExp> = table({
  // Of the second edition.
  aws: /^(?:--cli-binary-format|--no-cli-pager|--cli-auto-prompt|--no-cli-auto-prompt|--cli-error-format)$/,
});

export function isUndescribed(path: readonly string[], word: string): boolean {
  return COMMANDS[path.join(' ')]?.test(word) === true;
}

export function isUnlisted(program: string, option: string | undefined): boolean {
  return option !== undefined && OPTIONS[program]?.test(option) === true;
}
