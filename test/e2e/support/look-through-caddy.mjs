// One look at a service through its proxy; prints JSON. argv: up | one | scan, the public origin, folder of
// the Observatory
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [what, origin, observatory] = process.argv.slice(2);
const looks = { up, one, scan };
process.stdout.write(JSON.stringify(await looks[what]()));

async function up() {
  const answer = await ask(`${origin}/livez`).catch((error) => ({ status: String(error) }));
  return answer.status === 200 ? 'yes' : answer.status;
}

async function one() {
  return ask(`${origin}/notes`);
}

async function scan() {
  const plain = origin.replace('https:', 'http:');
  return {
    redirect: await ask(`${plain}/notes?page=2`),
    plainPost: await ask(`${plain}/notes`, { method: 'POST', body: '{}' }),
    answer: await ask(`${origin}/notes`),
    forged: await ask(`${origin}/notes`, {
      headers: { 'X-Forwarded-Proto': 'http', 'X-Forwarded-Host': 'evil.test' },
    }),
    large: await ask(`${origin}/notes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': 2_000_000 },
      // The rest is never sent: a client that still writes when the connection is closed may lose the answer.
      body: '{"title":"',
      end: false,
    }),
    observatory: await grade(),
  };
}

/**
 * What `scan` of the Observatory does, for a path of an API: its own entry always asks for `/` and needs a
 * 200 there.
 */
async function grade() {
  const part = (path) => import(pathToFileURL(join(observatory, 'src', path)).href);
  const { retrieve } = await part('retriever/retriever.js');
  const { ALL_TESTS } = await part('constants.js');
  const { getGradeForScore, getScoreModifier } = await part('grader/grader.js');
  const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await part('grader/charts.js');
  const requests = await retrieve(new URL(origin).host, { path: '/notes' });
  const tests = ALL_TESTS.map((test) => test(requests)).filter(({ result }) => result);
  const modifiers = tests.map(({ result }) => getScoreModifier(result));
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 100);
  const strict = sum(modifiers.filter((modifier) => modifier < 0));
  const { grade, score } = getGradeForScore(
    strict >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(modifiers) : strict,
  );
  return {
    grade,
    score,
    status: requests.responses.auto?.status,
    tests: Object.fromEntries(tests.map((test, index) => [test.result, modifiers[index]])),
  };
}

function ask(url, { method = 'GET', headers = {}, body, end = true } = {}) {
  return new Promise((resolve, reject) => {
    const client = url.startsWith('https:') ? https : http;
    const request = client.request(url, { method, headers, agent: false, timeout: 20_000 }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, body: text });
        request.destroy();
      });
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', reject);
    if (end) request.end(body);
    else request.write(body);
  });
}
