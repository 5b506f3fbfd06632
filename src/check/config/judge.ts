import type { CheckedPlace, CheckFinding, FileReport } from '../report.ts';
import type { CheckConfig } from './config.ts';
import { isIgnored, readIgnores } from './ignore-comments.ts';

const isOwn = (text: string, tool: string): boolean => {
  const words = text.trim().split(/\s+/);
  return tool.split(/\s+/).every((word, at) => words[at] === word);
};

/**
 * A report as the user wants it: rules switched off or weighed anew, ignore comments obeyed, the user's own tools left alone. Verdicts stay
 * what they were: a wrong call that is ignored is not right.
 */
export function judged(raw: FileReport, text: string, config: Pick<CheckConfig, 'rules' | 'tools'>): FileReport {
  const ignores = readIgnores(text);
  const keep = (call: CheckedPlace, finding: CheckFinding): CheckFinding[] => {
    const severity = config.rules[finding.id] ?? finding.severity;
    if (severity === 'off' || isIgnored(ignores, finding.id, [finding.place.line, call.place.line])) return [];
    return [severity === finding.severity ? finding : { ...finding, severity }];
  };
  const calls = raw.calls.map((call): CheckedPlace => {
    if (call.findings.length === 0) return call;
    const tool = config.tools.find((own) => isOwn(call.text, own));
    if (tool !== undefined) return { ...call, verdict: 'unknown', findings: [], why: `${tool} is a tool of your own` };
    return { ...call, findings: call.findings.flatMap((finding) => keep(call, finding)) };
  });
  return { ...raw, calls, problems: [...raw.problems, ...ignores.problems] };
}
