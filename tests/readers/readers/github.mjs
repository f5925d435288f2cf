/**
 * `@octokit/openapi` with ajv: the requests for GitHub, each against GitHub's own description of its
 * interface, and what there is when they have been sent one after the other.
 *
 * The file is a list of `{ method, path, body }`, or an object with it as `requests`. What an earlier
 * request answered stands in braces with the slice's id, such as `{S2.id}` in a body and
 * `/repos/{owner}/{repo}/issues/{S1.number}/sub_issues` in a path.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { rendered } from '../markdown.mjs';

const require = createRequire(import.meta.url);

/** <https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/adding-sub-issues> */
const MOST_LEVELS = 8;
const MOST_CHILDREN = 100;

/** @type {Omit<import('../readers.mjs').Reader, 'id'>} */
export default {
  name: '@octokit/openapi',
  formats: ['github-json'],
  heavy: true,
  check(file, truth, differs) {
    const document = JSON.parse(readFileSync(file, 'utf8'));
    const requests = document.requests ?? document;
    accepted(requests, differs);
    const { issues, above, needs } = sent(requests, truth);
    for (const [slice, issue] of differs.paired(truth, issues, truth.wanted)) {
      const understood = rendered(issue.text);
      const { text } = understood;
      differs.title(slice, issue.title, text, 256);
      differs.description(slice, text);
      differs.labels(slice, issue.labels);
      differs.criteria(slice, understood.items);
      differs.inert(slice, understood);
      differs.unless(!slice.inMvp || issue.milestone !== undefined, slice, () => 'is in the MVP, and in no milestone');
      if (above.get(slice)) differs.parent(slice, above.get(slice), text);
      else differs.parentShown(slice, text);
      const needed = slice.needs.filter((each) => each.wanted);
      differs.relations(slice, 'is blocked by', needs.get(slice) ?? [], needed);
    }
    limits(above, differs);
  },
};

/** Every request is one that GitHub documents, with a body that it accepts. */
function accepted(requests, differs) {
  const Ajv = require('ajv').default;
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  require('ajv-formats').default(ajv);
  const { paths } = require('@octokit/openapi/generated/api.github.com.deref.json');
  const documented = Object.keys(paths).map((path) => [path, pattern(path)]);
  const checks = new Map();
  requests.forEach(({ method, path, body }, at) => {
    const where = `request ${at + 1}, ${method} ${path}`;
    const known = documented.find(([, matches]) => matches.test(path))?.[0];
    const operation = paths[known]?.[String(method).toLowerCase()];
    if (!differs.unless(operation !== undefined, where, () => 'is not documented')) return;
    const key = `${method} ${known}`;
    if (!checks.has(key)) {
      const schema = operation.requestBody?.content['application/json'].schema ?? {};
      checks.set(key, ajv.compile(typed(schema)));
    }
    const check = checks.get(key);
    differs.unless(check(answered(body)), where, () => ajv.errorsText(check.errors));
  });
}

/** A schema as ajv takes it: `nullable` says something only beside a type. */
function typed(schema) {
  if (Array.isArray(schema)) return schema.map(typed);
  if (schema === null || typeof schema !== 'object') return schema;
  const entries = Object.entries(schema).filter(([name]) => name !== 'nullable' || 'type' in schema);
  return Object.fromEntries(entries.map(([name, inside]) => [name, typed(inside)]));
}

/** A path with every variable part as any one part. */
const pattern = (path) => new RegExp(`^${path.replace(/[.+]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`);

/** A body with numbers where earlier answers are named. */
function answered(value) {
  if (typeof value === 'string') return /^\{[\w.]+\}$/.test(value) ? 1 : value;
  if (Array.isArray(value)) return value.map(answered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, answered(inside)]));
}

/** What there is after these requests. */
function sent(requests, truth) {
  const slice = (text) => truth.byId.get(/\bS\d+\b/.exec(String(text))?.[0]);
  const issues = [];
  const above = new Map();
  const needs = new Map();
  for (const { path, body } of requests) {
    if (/\/issues$/.test(path)) {
      issues.push({ title: body.title, text: body.body ?? '', labels: body.labels ?? [], milestone: body.milestone });
    } else if (path.endsWith('/sub_issues')) {
      above.set(slice(body.sub_issue_id), slice(path));
    } else if (path.endsWith('/dependencies/blocked_by')) {
      needs.set(slice(path), [...(needs.get(slice(path)) ?? []), slice(body.issue_id)]);
    }
  }
  return { issues, above, needs };
}

function limits(above, differs) {
  const children = new Map();
  for (const [slice, parent] of above) {
    children.set(parent, (children.get(parent) ?? 0) + 1);
    let levels = 1;
    for (let up = slice; up; up = above.get(up)) levels += 1;
    differs.unless(levels - 1 <= MOST_LEVELS, slice, () => `is on level ${levels - 1} of ${MOST_LEVELS}`);
  }
  for (const [parent, count] of children) {
    differs.unless(count <= MOST_CHILDREN, parent, () => `has ${count} sub-issues; ${MOST_CHILDREN} are allowed`);
  }
}
