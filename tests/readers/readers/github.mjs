/**
 * `@octokit/openapi` with ajv: the requests for GitHub, each against GitHub's own description of its
 * interface, and what there is when they have been sent one after the other.
 *
 * A request with `as` gives its answer a name. `{S1.number}` in a later path is the number in that
 * answer, and `fill` says which fields of a body come from which answers.
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
  check([file], truth, differs) {
    const { requests } = JSON.parse(readFileSync(file, 'utf8'));
    accepted(requests, differs);
    answered(requests, differs);
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
  requests.forEach(({ method, path, body, fill = {} }, at) => {
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
    const filled = Object.fromEntries(Object.keys(fill).map((field) => [field, 1]));
    differs.unless(check({ ...body, ...filled }), where, () => ajv.errorsText(check.errors));
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

/** Every answer that a request wants has been given before. */
function answered(requests, differs) {
  const given = new Set(['owner', 'repo']);
  requests.forEach(({ as, path, fill = {} }, at) => {
    const inPath = [...path.matchAll(/\{(\w+)[^}]*\}/g)].map((match) => match[1]);
    const inBody = Object.values(fill).map((answer) => answer.split('.')[0]);
    const unknown = [...inPath, ...inBody].filter((name) => !given.has(name));
    differs.unless(unknown.length === 0, `request ${at + 1}`, () => `nothing before it answers ${unknown}`);
    given.add(as);
  });
}

/** What there is after these requests. */
function sent(requests, truth) {
  const slice = (text) => truth.byId.get(/\bS\d+\b/.exec(String(text))?.[0]);
  const issues = [];
  const above = new Map();
  const needs = new Map();
  for (const { method, path, body, fill = {} } of requests) {
    if (method === 'POST' && path.endsWith('/issues')) {
      issues.push({ title: body.title, text: body.body ?? '', labels: body.labels ?? [], milestone: fill.milestone });
    } else if (path.endsWith('/sub_issues')) {
      above.set(slice(fill.sub_issue_id), slice(path));
    } else if (path.endsWith('/dependencies/blocked_by')) {
      needs.set(slice(path), [...(needs.get(slice(path)) ?? []), slice(fill.issue_id)]);
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
